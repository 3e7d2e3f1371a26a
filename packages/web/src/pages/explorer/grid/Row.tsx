import { memo } from 'react';
import type { GridProps } from './Grid.tsx';
import classes from './Grid.module.css';
import { Overlay } from './Overlay.tsx';
import { GAP, type Layout } from './layout.ts';
import type { TileItem } from './pages.ts';
import { Tile } from './Tile.tsx';

/** What all rows have alike. */
export interface RowShared extends Pick<
  GridProps,
  'selection' | 'overlays' | 'overlay' | 'names' | 'hrefOf' | 'onOpen'
> {
  layout: Layout;
  fast: boolean;
  focused: number;
  onFocus: (index: number) => void;
  choose: (item: TileItem, index: number, range: boolean) => void;
}

interface Props {
  row: number;
  top: number;
  /** Undefined where the item has not come yet. */
  items: (TileItem | undefined)[];
  shared: RowShared;
}

/** One row of tiles, with one canvas above them. */
export const Row = memo(
  function Row({ row, top, items, shared }: Props) {
    const { layout, overlay, focused } = shared;
    const start = row * layout.columns;
    const width = layout.columns * (layout.tileWidth + GAP) - GAP;
    return (
      <div
        role="row"
        aria-rowindex={row + 1}
        className={classes.row}
        style={{ top, width, height: layout.tileHeight }}
      >
        {items.map((item, column) => (
          <Tile
            key={item?.uid ?? column}
            item={item}
            index={start + column}
            column={column}
            focusable={start + column === focused}
            shared={shared}
          />
        ))}
        {overlay && !shared.fast && (
          <Overlay items={items} layout={layout} overlays={shared.overlays} names={shared.names} />
        )}
      </div>
    );
  },
  (before, after) => {
    const { columns } = after.shared.layout;
    const holds = (index: number) => Math.floor(index / columns) === after.row;
    return (
      before.row === after.row &&
      before.top === after.top &&
      before.items.length === after.items.length &&
      before.items.every((item, position) => item === after.items[position]) &&
      before.shared.layout === after.shared.layout &&
      before.shared.fast === after.shared.fast &&
      before.shared.overlay === after.shared.overlay &&
      before.shared.names === after.shared.names &&
      before.shared.overlays === after.shared.overlays &&
      before.shared.hrefOf === after.shared.hrefOf &&
      (before.shared.focused === after.shared.focused ||
        (!holds(before.shared.focused) && !holds(after.shared.focused)))
    );
  },
);
