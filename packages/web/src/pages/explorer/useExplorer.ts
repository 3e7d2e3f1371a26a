import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { datasetHome, projectsOf } from '../../api/datasets.ts';
import { facetsOf } from '../../api/facets.ts';
import { firstItems, itemPage, PAGE } from '../../api/items.ts';
import type { Dataset } from '../../api/types.ts';
import { labelBook } from '../../ui/drawn.ts';
import type { Knowledge } from './filter/complete.ts';
import { Overlays } from './grid/overlays.ts';
import { ItemPages } from './grid/pages.ts';
import type { ExplorerSearch } from './search.ts';
import { Selection } from './selection/selection.ts';

/** Names of metadata that are facets of the side bar; the others can be filtered by typing. */
const METADATA_FACETS = 6;

/** The items of a dataset under a filter, with what is known about them. */
export function useExplorer(dataset: Dataset, { filter, sort }: ExplorerSearch) {
  const { owner_name: owner, slug } = dataset;
  const home = datasetHome(owner, slug);
  const client = useQueryClient();
  const pages = useMemo(() => {
    const list = { filter, sort };
    return new ItemPages((cursor, limit, signal) =>
      cursor === null && limit === PAGE
        ? client.fetchQuery(firstItems(owner, slug, list))
        : itemPage(owner, slug, list, { cursor, limit }, signal),
    );
  }, [client, owner, slug, filter, sort]);
  const overlays = useMemo(() => new Overlays(owner, slug), [owner, slug]);
  useEffect(() => () => overlays.close(), [overlays]);
  const selection = useMemo(() => new Selection(), []);
  useSyncExternalStore(pages.subscribe, () => pages.version);

  const counted = useQuery(facetsOf(home, filter ?? ''));
  const current = counted.isPlaceholderData ? undefined : counted.data;
  const expected = filter === undefined ? dataset.item_count : current?.item_count;
  useEffect(() => {
    if (expected !== undefined) pages.expect(expected);
  }, [pages, expected]);

  const { data: projects } = useQuery(projectsOf(dataset));
  const book = useMemo(() => labelBook(projects ?? []), [projects]);
  const { data: names } = useQuery({
    ...facetsOf(home, '', ['metadata']),
    staleTime: 300_000,
    select: ({ facets }) =>
      facets[0]?.values.map(({ value }) => String(value)).filter((name) => !measured.has(name)) ??
      [],
  });
  const shownNames = useMemo(() => (names ?? []).slice(0, METADATA_FACETS), [names]);
  const { data: values } = useQuery({
    ...facetsOf(
      home,
      '',
      shownNames.map((name) => `metadata.${name}`),
    ),
    staleTime: 300_000,
    enabled: shownNames.length > 0 && shownNames.every((name) => /^[\w-]+$/.test(name)),
  });
  const known: Knowledge = useMemo(
    () => ({
      labels: [
        ...new Set((projects ?? []).flatMap(({ labels }) => labels.map(({ name }) => name))),
      ],
      metadata: names ?? [],
      valuesOf: (field) =>
        values?.facets.find((facet) => facet.field === field)?.values.map(({ value }) => value) ??
        [],
    }),
    [projects, names, values],
  );
  return {
    home,
    pages,
    overlays,
    selection,
    book,
    known,
    metadata: shownNames,
    estimated: filter !== undefined && current?.estimated === true,
  };
}

/** Metadata that the server adds for every image: filtered as width and height. */
const measured = new Set(['width', 'height', 'format']);
