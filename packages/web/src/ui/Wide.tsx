import type { ReactNode } from 'react';

interface Props {
  /** CSS pixels below which it is scrolled rather than squeezed. */
  minWidth: number;
  children: ReactNode;
}

/** Room for a table that is wider than a phone; the keyboard can scroll it. */
export function Wide({ minWidth, children }: Props) {
  return (
    <div style={{ overflowX: 'auto' }} tabIndex={0}>
      <div style={{ minWidth }}>{children}</div>
    </div>
  );
}
