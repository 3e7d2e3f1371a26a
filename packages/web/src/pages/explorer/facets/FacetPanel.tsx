import { Skeleton } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { facetsOf, sideBar } from '../../../api/facets.ts';
import type { Facet } from '../../../api/types.ts';
import { t } from '../../../text/en.ts';
import type { LabelBook } from '../../../ui/drawn.ts';
import { alternativesOf, clausesOf, toggleClause, without } from '../filter/clauses.ts';
import classes from './Facets.module.css';
import { FacetBox } from './FacetBox.tsx';

interface Props {
  /** Path of the dataset or the slice. */
  home: string;
  filter: string;
  onFilter: (filter: string) => void;
  book: LabelBook;
  /** Names of the metadata that are facets too. */
  metadata: readonly string[];
}

/** Values of the items, counted; a click filters by them. */
export function FacetPanel({ home, filter, onFilter, book, metadata }: Props) {
  const main = useQuery(facetsOf(home, filter));
  const names = metadata.map((name) => `metadata.${quoted(name)}`);
  const extra = useQuery({
    ...facetsOf(home, filter, names),
    enabled: names.length > 0,
  });
  const facets = [...(main.data?.facets ?? []), ...(extra.data?.facets ?? [])].sort(inOrder);
  const wide = useWithoutOwn(home, filter, facets);
  if (main.isPending) return <Skeleton height={400} m="sm" w="auto" />;
  if (!main.data) return <p className={classes.slow}>{t.explorer.facet.slow}</p>;
  return (
    <div className={classes.panel} aria-busy={main.isFetching}>
      {facets.map((facet) => {
        const shown = wide.get(facet.field) ?? facet;
        if (shown.values.length === 0 && !shown.histogram?.some(({ count }) => count > 0))
          return null;
        const siblings = facet.level === 'item' ? filtersOf(shown) : [];
        return (
          <FacetBox
            key={facet.field}
            facet={shown}
            filter={filter}
            onToggle={(clause) => onFilter(toggleClause(filter, clause, siblings))}
            book={book}
          />
        );
      })}
    </div>
  );
}

/** Those of a side bar as they are listed there, then the metadata. */
function inOrder(a: Facet, b: Facet): number {
  const [first, second] = [a, b].map(({ field }) => sideBar.indexOf(field)) as [number, number];
  return (first < 0 ? sideBar.length : first) - (second < 0 ? sideBar.length : second);
}

const quoted = (name: string): string =>
  /^[A-Za-z0-9_-]+$/.test(name) ? name : `"${name.replace(/[\\"]/g, '\\$&')}"`;

const filtersOf = ({ values, histogram, missing }: Facet): string[] =>
  [...values, ...(histogram ?? []), ...(missing ? [missing] : [])].flatMap(
    ({ filter }) => filter ?? [],
  );

/** Of an item a value excludes the others, so these are counted as if their own field were not filtered. */
function useWithoutOwn(home: string, filter: string, facets: readonly Facet[]) {
  const clauses = clausesOf(filter);
  const filtered = facets.filter(
    ({ field, level }) => level === 'item' && clauses.some((clause) => isOf(clause, field)),
  );
  return useQueries({
    queries: filtered.map(({ field }) =>
      facetsOf(
        home,
        without(filter, (clause) => isOf(clause, field)),
        [field],
      ),
    ),
    combine: (results) =>
      new Map(results.flatMap(({ data }) => data?.facets.map((one) => [one.field, one]) ?? [])),
  });
}

const isOf = (clause: string, field: string): boolean =>
  alternativesOf(clause).every((one) => one.startsWith(`${field} `));
