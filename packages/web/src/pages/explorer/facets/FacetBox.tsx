import { Tooltip } from '@mantine/core';
import { IconChevronDown, IconWaveSine } from '@tabler/icons-react';
import { useState } from 'react';
import type { Facet } from '../../../api/types.ts';
import { n, t } from '../../../text/en.ts';
import { styleOf, type LabelBook } from '../../../ui/drawn.ts';
import { holds } from '../filter/clauses.ts';
import classes from './Facets.module.css';
import { Histogram } from './Histogram.tsx';

interface Props {
  facet: Facet;
  filter: string;
  onToggle: (clause: string) => void;
  book: LabelBook;
}

/** Values shown before one asks for more. */
const FEW = 8;

/** One facet: a histogram of what is measured, else its values with bars. */
export function FacetBox({ facet, filter, onToggle, book }: Props) {
  const [opened, setOpened] = useState(true);
  const [all, setAll] = useState(false);
  const name = t.explorer.facetNames[facet.field] ?? facet.field.replace(/^metadata\./, '');
  const most = Math.max(1, ...facet.values.map(({ count }) => count), facet.missing?.count ?? 0);
  const measured = facet.histogram !== null && facet.histogram.length > 1;
  const values = all ? facet.values : facet.values.slice(0, FEW);
  return (
    <section className={classes.facet}>
      <h2 className={classes.title}>
        <button type="button" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {name}
          {facet.estimated && (
            <Tooltip label={t.explorer.facet.estimated}>
              <IconWaveSine size={13} role="img" aria-label={t.explorer.facet.estimated} />
            </Tooltip>
          )}
          <IconChevronDown size={13} className={classes.chevron} aria-hidden />
        </button>
      </h2>
      {opened && measured && (
        <Histogram
          buckets={facet.histogram ?? []}
          filter={filter}
          onToggle={onToggle}
          name={name}
        />
      )}
      {opened && !measured && (
        <ul className={classes.values}>
          {values.map((value) => (
            <Bar
              key={`${value.project?.uid ?? ''} ${String(value.value)}`}
              text={String(value.value)}
              note={value.project?.name}
              count={value.count}
              share={value.count / most}
              clause={value.filter}
              filter={filter}
              onToggle={onToggle}
              {...(facet.field === 'label' && {
                colour: styleOf(book.byName(String(value.value))).colour,
                mark: styleOf(book.byName(String(value.value))).mark,
              })}
            />
          ))}
          {facet.missing && facet.missing.count > 0 && (
            <Bar
              text={t.explorer.facet.missing}
              count={facet.missing.count}
              share={facet.missing.count / most}
              clause={facet.missing.filter}
              filter={filter}
              onToggle={onToggle}
            />
          )}
        </ul>
      )}
      {opened && !measured && facet.values.length > FEW && (
        <button type="button" className={classes.more} onClick={() => setAll(!all)}>
          {all ? t.explorer.facet.less : t.explorer.facet.more(facet.values.length - FEW)}
        </button>
      )}
    </section>
  );
}

interface BarProps {
  text: string;
  note?: string | null | undefined;
  count: number;
  /** Of the largest, 0 to 1. */
  share: number;
  clause: string | null;
  filter: string;
  onToggle: (clause: string) => void;
  colour?: string;
  mark?: string;
}

function Bar({ text, note, count, share, clause, filter, onToggle, colour, mark }: BarProps) {
  const on = clause !== null && holds(filter, clause);
  return (
    <li>
      <button
        type="button"
        className={classes.value}
        aria-pressed={on}
        disabled={clause === null}
        title={note ? `${text} (${note})` : text}
        onClick={() => clause !== null && onToggle(clause)}
      >
        <span
          className={classes.bar}
          style={{
            width: `${share * 100}%`,
            ...(colour && { background: `color-mix(in srgb, ${colour} 32%, transparent)` }),
          }}
        />
        {colour !== undefined && (
          <span className={classes.mark} style={{ color: colour }} aria-hidden>
            {mark}
          </span>
        )}
        <span className="one-line">{text}</span>
        <span className={classes.count}>{n.compact(count)}</span>
      </button>
    </li>
  );
}
