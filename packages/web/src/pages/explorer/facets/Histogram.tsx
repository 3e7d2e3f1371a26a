import { useRef, useState, type KeyboardEvent } from 'react';
import type { FacetBucket } from '../../../api/types.ts';
import { n, t } from '../../../text/en.ts';
import { holds } from '../filter/clauses.ts';
import classes from './Facets.module.css';

interface Props {
  buckets: readonly FacetBucket[];
  filter: string;
  onToggle: (clause: string) => void;
  /** Of the facet, for those who do not see the bars. */
  name: string;
}

/** Bars that stand for ranges; each is a button, and the arrow keys go from one to the next. */
export function Histogram({ buckets, filter, onToggle, name }: Props) {
  const [reached, setReached] = useState(0);
  const group = useRef<HTMLDivElement>(null);
  const most = Math.max(1, ...buckets.map(({ count }) => count));
  const edges = [buckets[0]?.from, buckets.at(-1)?.to ?? buckets.at(-1)?.from];
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(0, reached + step), buckets.length - 1);
    setReached(next);
    (group.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <>
      <div
        ref={group}
        className={classes.histogram}
        role="group"
        aria-label={name}
        onKeyDown={onKeyDown}
      >
        {buckets.map((bucket, index) => {
          const label = `${rangeOf(bucket)}: ${t.explorer.items(bucket.count, false)}`;
          const height = Math.max(bucket.count > 0 ? 4 : 0, (bucket.count / most) * 100);
          return (
            <button
              key={index}
              type="button"
              className={classes.bucket}
              title={label}
              aria-label={label}
              aria-pressed={bucket.filter !== null && holds(filter, bucket.filter)}
              aria-disabled={bucket.filter === null || bucket.count === 0}
              tabIndex={index === Math.min(reached, buckets.length - 1) ? 0 : -1}
              onFocus={() => setReached(index)}
              onClick={() => bucket.filter !== null && bucket.count > 0 && onToggle(bucket.filter)}
            >
              <span style={{ height: `${height}%` }} />
            </button>
          );
        })}
      </div>
      <div className={classes.edges} aria-hidden>
        {edges.map((edge, index) => (
          <span key={index}>{edge === null || edge === undefined ? '' : n.compact(edge)}</span>
        ))}
      </div>
    </>
  );
}

function rangeOf({ from, to }: FacetBucket): string {
  const { facet } = t.explorer;
  if (from === null) return facet.below(n.count(to ?? 0));
  if (to === null) return facet.from(n.count(from));
  // Of whole numbers a bucket of one is one number.
  return to - from === 1 ? n.count(from) : facet.between(n.count(from), n.count(to));
}
