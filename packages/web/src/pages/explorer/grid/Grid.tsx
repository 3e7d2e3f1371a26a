import { useEffect, useSyncExternalStore, type KeyboardEvent } from 'react';
import { t } from '../../../text/en.ts';
import type { Selection } from '../selection/selection.ts';
import { useLasso } from '../selection/useLasso.ts';
import type { Overlays } from './overlays.ts';
import classes from './Grid.module.css';
import { aspectOf } from './layout.ts';
import type { ItemPages, TileItem } from './pages.ts';
import { Row, type RowShared } from './Row.tsx';
import { useFocus } from './useFocus.ts';
import { useGridView } from './useGridView.ts';
import { useZoom } from './useZoom.ts';

export interface GridProps {
  pages: ItemPages;
  selection: Selection;
  overlays: Overlays;
  /** Width that a tile should have about, CSS pixels. */
  tile: number;
  onTile: (width: number) => void;
  overlay: boolean;
  names: boolean;
  /** Where an item's own page is. */
  hrefOf: (uid: string) => string;
  onOpen: (uid: string) => void;
}

/** Items in rows, of which only those in sight are in the page. */
export function Grid(props: GridProps) {
  const { pages, selection } = props;
  useSyncExternalStore(pages.subscribe, () => pages.version);
  const { total } = pages;
  const aspect = aspectOf(firstOf(pages));
  const view = useGridView(total, props.tile, aspect);
  const { layout, first, last } = view;
  useZoom(view.element, props.tile, props.onTile);
  const lasso = useLasso(view, pages, selection);
  const focus = useFocus(view, pages);

  useEffect(() => {
    pages.want(first * layout.columns, Math.max(first, last) * layout.columns + layout.columns - 1);
  }, [pages, first, last, layout.columns]);

  const choose = async (item: TileItem, index: number, range: boolean) => {
    if (!range || selection.anchor === undefined) return selection.toggle(item.uid, index);
    const [from, to] = [selection.anchor, index].sort((a, b) => a - b) as [number, number];
    selection.add(await pages.uids(from, to));
  };
  const shared: RowShared = {
    ...props,
    layout,
    fast: view.fast,
    focused: focus.index,
    onFocus: focus.set,
    choose: (item, index, range) => void choose(item, index, range),
  };
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
  const onKeyDown = (event: KeyboardEvent) => {
    const item = pages.get(focus.index);
    if (event.key === ' ' && item && event.target instanceof HTMLAnchorElement) {
      event.preventDefault();
      void choose(item, focus.index, event.shiftKey);
    } else focus.onKeyDown(event);
  };
  return (
    <div ref={view.ref} className={classes.scroller} {...lasso.handlers}>
      <div
        role="grid"
        aria-label={t.explorer.grid}
        aria-multiselectable
        aria-rowcount={layout.rows}
        aria-colcount={layout.columns}
        className={classes.content}
        style={{ height: layout.scrollHeight }}
        onKeyDown={onKeyDown}
      >
        {rows.map((row) => (
          <Row
            key={row}
            row={row}
            top={row * layout.rowHeight + view.shift}
            items={itemsOf(pages, row, layout.columns, total)}
            shared={shared}
          />
        ))}
      </div>
      {lasso.rectangle && <div className={classes.lasso} style={lasso.rectangle} />}
    </div>
  );
}

/** Items from which the shape of the tiles is taken. */
const LOOKED_AT = 60;

const firstOf = (pages: ItemPages): TileItem[] =>
  Array.from({ length: LOOKED_AT }, (_, index) => pages.get(index) ?? []).flat();

const itemsOf = (pages: ItemPages, row: number, columns: number, total: number) =>
  Array.from({ length: Math.min(columns, total - row * columns) }, (_, column) =>
    pages.get(row * columns + column),
  );
