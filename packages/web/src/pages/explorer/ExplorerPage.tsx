import { Button, VisuallyHidden } from '@mantine/core';
import { useDocumentTitle, useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { IconFilterOff, IconMoodPuzzled, IconPhotoPlus } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { datasetOptions } from '../../api/datasets.ts';
import { ApiError, messageOf } from '../../api/errors.ts';
import { t } from '../../text/en.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { NewSlice, type Holds } from '../slices/NewSlice.tsx';
import classes from './ExplorerPage.module.css';
import { FacetPanel } from './facets/FacetPanel.tsx';
import { FilterInput } from './filter/FilterInput.tsx';
import { Grid } from './grid/Grid.tsx';
import { clampTile } from './grid/useZoom.ts';
import type { ExplorerSearch } from './search.ts';
import { SelectionBar } from './selection/SelectionBar.tsx';
import { Tools } from './Tools.tsx';
import { useExplorer } from './useExplorer.ts';

const route = getRouteApi('/app/datasets/$owner/$slug/');

/** One step of the keys + and -. */
const ZOOM_STEP = 1.25;

/** What the tiles listen for themselves. */
const tileKeys = [
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map((keys) => ({
    keys,
    text: t.explorer.keys.arrows,
  })),
  { keys: 'Space', text: t.explorer.keys.space },
  { keys: 'Enter', text: t.explorer.keys.open },
];

/** All items of a dataset, filtered by a text or by clicks; the filter and the order stand in the address. */
export function ExplorerPage() {
  const { owner, slug } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: dataset } = useSuspenseQuery(datasetOptions(owner, slug));
  useDocumentTitle(`${dataset.name} · ${t.app.name}`);
  const explorer = useExplorer(dataset, search);
  const { pages, selection } = explorer;
  const narrow = useMediaQuery('(max-width: 760px)');
  const [tile, setTile] = useLocalStorage({ key: 'sheaf-tile', defaultValue: 200 });
  const [overlay, setOverlay] = useLocalStorage({ key: 'sheaf-overlay', defaultValue: true });
  const [names, setNames] = useLocalStorage({ key: 'sheaf-names', defaultValue: false });
  const [side, setSide] = useLocalStorage({ key: 'sheaf-facets', defaultValue: true });
  const [drawer, setDrawer] = useState(false);
  const [holds, setHolds] = useState<Holds>();
  const input = useRef<HTMLInputElement>(null);
  const filter = search.filter ?? '';

  const change = (next: Partial<Record<keyof ExplorerSearch, string | undefined>>) =>
    void navigate({ search: (old) => ({ ...old, ...next }) as ExplorerSearch });
  const setFilter = (text: string) => change({ filter: text === '' ? undefined : text });
  const open = useMemo(
    () => ({
      href: (uid: string) => `/datasets/${owner}/${slug}/items/${uid}`,
      go: (uid: string) =>
        void navigate({
          to: '/datasets/$owner/$slug/items/$uid',
          params: { owner, slug, uid },
          search: (old) => old,
        }),
    }),
    [navigate, owner, slug],
  );
  const toggleSide = () => (narrow ? setDrawer((old) => !old) : setSide((old) => !old));
  const shortcuts = useMemo(
    () => [
      { keys: '/', text: t.explorer.keys.focusFilter, run: () => input.current?.focus() },
      { keys: 'f', text: t.explorer.keys.facets, run: () => setSide((old) => !old) },
      { keys: 'b', text: t.explorer.keys.overlay, run: () => setOverlay((old) => !old) },
      { keys: 'n', text: t.explorer.keys.names, run: () => setNames((old) => !old) },
      {
        keys: '+',
        text: t.explorer.keys.larger,
        run: () => setTile((old) => clampTile(old * ZOOM_STEP)),
      },
      {
        keys: '-',
        text: t.explorer.keys.smaller,
        run: () => setTile((old) => clampTile(old / ZOOM_STEP)),
      },
      { keys: 'Escape', text: t.explorer.keys.clear, run: () => selection.clear() },
      ...tileKeys,
    ],
    [selection, setNames, setOverlay, setSide, setTile],
  );
  useShortcuts(t.explorer.title, shortcuts);

  const refused =
    pages.error instanceof ApiError && pages.error.status === 400 ? pages.error.message : undefined;
  const facets = (
    <FacetPanel
      home={explorer.home}
      filter={refused === undefined ? filter : ''}
      onFilter={setFilter}
      book={explorer.book}
      metadata={explorer.metadata}
    />
  );
  return (
    <div className={classes.page}>
      <VisuallyHidden component="h1">{dataset.name}</VisuallyHidden>
      <div className={classes.bar}>
        <FilterInput
          value={filter}
          onChange={setFilter}
          known={explorer.known}
          error={refused}
          inputRef={input}
        />
        <Tools
          total={pages.started ? pages.total : undefined}
          estimated={explorer.estimated}
          all={filter === '' ? undefined : dataset.item_count}
          sort={search.sort ?? '-created_at'}
          onSort={(sort) => change({ sort })}
          tile={tile}
          onTile={setTile}
          overlay={overlay}
          onOverlay={setOverlay}
          names={names}
          onNames={setNames}
          side={narrow ? drawer : side}
          onSide={toggleSide}
          onSave={filter === '' || refused !== undefined ? undefined : () => setHolds({ filter })}
        />
      </div>
      <div className={classes.body}>
        {!narrow && side && (
          <aside className={classes.side} aria-label={t.explorer.facets}>
            {facets}
          </aside>
        )}
        {narrow && (
          <Sheet opened={drawer} onClose={() => setDrawer(false)} title={t.explorer.facets}>
            {facets}
          </Sheet>
        )}
        <div className={classes.items}>
          {pages.started && pages.total === 0 ? (
            <Nothing
              narrowed={filter !== ''}
              owner={owner}
              slug={slug}
              onClear={() => setFilter('')}
            />
          ) : (
            <Grid
              key={`${filter} ${search.sort ?? ''}`}
              pages={pages}
              selection={selection}
              overlays={explorer.overlays}
              tile={narrow ? Math.min(tile, 180) : tile}
              onTile={setTile}
              overlay={overlay}
              names={names}
              hrefOf={open.href}
              onOpen={open.go}
            />
          )}
          {pages.error !== undefined && refused === undefined && (
            <div className={classes.failed}>
              <EmptyState
                icon={IconMoodPuzzled}
                title={t.app.error.title}
                text={messageOf(pages.error)}
              >
                <Button onClick={() => pages.retry()}>{t.app.error.retry}</Button>
              </EmptyState>
            </div>
          )}
          <SelectionBar
            selection={selection}
            onSlice={() => setHolds({ uids: selection.uids() })}
          />
        </div>
      </div>
      <NewSlice
        dataset={dataset}
        holds={holds}
        onClose={() => setHolds(undefined)}
        onMade={() => selection.clear()}
      />
    </div>
  );
}

interface NothingProps {
  narrowed: boolean;
  owner: string;
  slug: string;
  onClear: () => void;
}

function Nothing({ narrowed, owner, slug, onClear }: NothingProps) {
  const { nothing, empty } = t.explorer;
  if (narrowed) {
    return (
      <EmptyState icon={IconFilterOff} title={nothing.title} text={nothing.text}>
        <Button onClick={onClear}>{t.explorer.clearFilter}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconPhotoPlus} title={empty.title} text={empty.text}>
      <Button
        renderRoot={(props) => (
          <Link to="/datasets/$owner/$slug/imports" params={{ owner, slug }} {...props} />
        )}
      >
        {empty.action}
      </Button>
    </EmptyState>
  );
}
