import type { ReactNode } from 'react';
import { t } from '../../text/en.ts';
import classes from './charts.module.css';

interface Props {
  title: string;
  /** At the right of the title. */
  choice?: ReactNode;
  lead?: string;
  empty: boolean;
  /** The same numbers for who reads rather than sees. */
  table: ReactNode;
  children: ReactNode;
}

export function Figure({ title, choice, lead, empty, table, children }: Props) {
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>
        <span>{title}</span>
        {choice}
      </figcaption>
      {lead !== undefined && <p className={classes.lead}>{lead}</p>}
      {empty ? (
        <p className={classes.lead}>{t.charts.nothing}</p>
      ) : (
        <>
          {children}
          <details>
            <summary className={classes.lead}>{t.charts.asTable}</summary>
            {table}
          </details>
        </>
      )}
    </figure>
  );
}
