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

/** Bars that stand for ranges; each is a button. */
export function Histogram({ buckets, filter, onToggle, name }: Props) {
  const most = Math.max(1, ...buckets.map(({ count }) => count));
  const edges = [buckets[0]?.from, buckets.at(-1)?.to ?? buckets.at(-1)?.from];
  return (
    <>
      <div className={classes.histogram} role="group" aria-label={name}>
        {buckets.map((bucket, index) => {
          const label = `${rangeOf(bucket)}: ${t.explorer.items(bucket.count, false)}`;
          return (
            <button
              key={index}
              title={label}
              type="button"
              className={classes.bucket}
              aria-label={label}
              aria-pressed={bucket.filter !== null && holds(filter, bucket.filter)}
              disabled={bucket.filter === null || bucket.count === 0}
              onClick={() => bucket.filter !== null && onToggle(bucket.filter)}
            >
              <span
                style={{
                  height: `${Math.max(bucket.count > 0 ? 4 : 0, (bucket.count / most) * 100)}%`,
                }}
              />
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
