/** Between tiles, CSS pixels. */
export const GAP = 4;
/** Rows drawn above and below what is seen. */
const OVERSCAN = 2;
/** Browsers lose precision, then cut off, in elements higher than this; longer grids scroll in larger steps. */
const MAX_HEIGHT = 8_000_000;

export interface Layout {
  columns: number;
  rows: number;
  /** Of a tile, CSS pixels. */
  tileWidth: number;
  tileHeight: number;
  /** From one row to the next. */
  rowHeight: number;
  /** Of all rows. */
  contentHeight: number;
  /** What the scrolled element gets: `contentHeight`, or less. */
  scrollHeight: number;
}

/** `wished` is the width that a tile should have about, `aspect` its width by its height. */
export function layoutOf(total: number, width: number, wished: number, aspect: number): Layout {
  const columns = Math.max(1, Math.round((width + GAP) / (wished + GAP)));
  const tileWidth = Math.max(1, Math.floor((width + GAP) / columns - GAP));
  const tileHeight = Math.max(1, Math.round(tileWidth / aspect));
  const rowHeight = tileHeight + GAP;
  const rows = Math.ceil(total / columns);
  const contentHeight = rows * rowHeight;
  return {
    columns,
    rows,
    tileWidth,
    tileHeight,
    rowHeight,
    contentHeight,
    scrollHeight: Math.min(contentHeight, MAX_HEIGHT),
  };
}

/** Where in the content one is: `scrollTop` itself unless the grid is too long for the browser. */
export function offsetOf(layout: Layout, scrollTop: number, viewHeight: number): number {
  const scrollable = layout.scrollHeight - viewHeight;
  if (layout.contentHeight === layout.scrollHeight || scrollable <= 0) return scrollTop;
  return (scrollTop / scrollable) * (layout.contentHeight - viewHeight);
}

/** The other way: how far to scroll to have `offset` at the top. */
export function scrollFor(layout: Layout, offset: number, viewHeight: number): number {
  const scrollable = layout.scrollHeight - viewHeight;
  if (layout.contentHeight === layout.scrollHeight || scrollable <= 0) return offset;
  return (offset / (layout.contentHeight - viewHeight)) * scrollable;
}

/** The rows to draw, the last one included; `first > last` when there are none. */
export function rowsAt(layout: Layout, offset: number, viewHeight: number) {
  return {
    first: Math.max(0, Math.floor(offset / layout.rowHeight) - OVERSCAN),
    last: Math.min(
      layout.rows - 1,
      Math.floor((offset + viewHeight) / layout.rowHeight) + OVERSCAN,
    ),
  };
}

/** Indices of the tiles that a rectangle of the content touches. */
export function tilesIn(
  layout: Layout,
  total: number,
  [left, top, right, bottom]: readonly [number, number, number, number],
): number[] {
  const step = layout.tileWidth + GAP;
  const firstColumn = Math.max(0, Math.floor((left + GAP) / step));
  const lastColumn = Math.min(layout.columns - 1, Math.floor(right / step));
  const firstRow = Math.max(0, Math.floor((top + GAP) / layout.rowHeight));
  const lastRow = Math.min(layout.rows - 1, Math.floor(bottom / layout.rowHeight));
  const found: number[] = [];
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const index = row * layout.columns + column;
      if (index < total) found.push(index);
    }
  }
  return found;
}

/** The shape that most of the first items have, within what looks well. */
export function aspectOf(items: readonly { width: number; height: number }[]): number {
  const known = items
    .filter(({ width, height }) => width > 0 && height > 0)
    .map(({ width, height }) => width / height)
    .sort((a, b) => a - b);
  const median = known[Math.floor(known.length / 2)] ?? 4 / 3;
  return Math.min(2, Math.max(0.75, median));
}

/** Where an image of `width` by `height` stands in its tile, whole and centred. */
export function fit(width: number, height: number, tileWidth: number, tileHeight: number) {
  const scale = Math.min(tileWidth / width, tileHeight / height);
  return { scale, dx: (tileWidth - width * scale) / 2, dy: (tileHeight - height * scale) / 2 };
}
