import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';

interface Props {
  icon: Icon;
  title: string;
  text?: string;
  /** What one can do about it. */
  children?: ReactNode;
}

/** Says why there is nothing, and what to do. */
export function EmptyState({ icon: Picture, title, text, children }: Props) {
  return (
    <div className={classes.root}>
      <Picture size={36} stroke={1.2} aria-hidden className={classes.icon} />
      <h2 className={classes.title}>{title}</h2>
      {text !== undefined && <p className={classes.text}>{text}</p>}
      {children}
    </div>
  );
}
