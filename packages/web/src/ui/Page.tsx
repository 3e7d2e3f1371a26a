import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { t } from '../text/en.ts';
import classes from './Page.module.css';

interface Props {
  title: string;
  /** Small, beside the title: a count. */
  note?: ReactNode;
  /** At the right of the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A page with a heading, centred when there is more room than it needs. */
export function Page({ title, note, actions, children }: Props) {
  useDocumentTitle(`${title} · ${t.app.name}`);
  return (
    <div className={classes.root}>
      <header className={classes.header}>
        <h1 className={classes.title}>{title}</h1>
        {note !== undefined && <span className={classes.note}>{note}</span>}
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
