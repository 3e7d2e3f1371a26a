import { drawAnnotations, type Drawn } from '../../../canvas/draw.ts';
import { boundsOf } from '../../../canvas/geometry.ts';
import { fit, GAP } from './layout.ts';
import type { RowRequest } from './overlay-model.ts';

/** Tiles narrower than this get thinner lines, CSS pixels. */
const SMALL = 150;

/** One for all rows: a worker collects what it lets go of late. */
const canvas = new OffscreenCanvas(1, 1);

type Tile = NonNullable<RowRequest['tiles'][number]>;

/**
 * The annotations of a row's tiles as one picture; undefined when there are none. `ready` is called when something that
 * is being decoded can be drawn.
 */
export function drawRow(
  { tiles, layout, names, dpr }: RowRequest,
  drawn: readonly (readonly Drawn[] | undefined)[],
  ready: () => void,
): ImageBitmap | undefined {
  if (!drawn.some((list) => list && list.length > 0)) return undefined;
  const step = layout.tileWidth + GAP;
  const width = Math.round((layout.columns * step - GAP) * dpr);
  const height = Math.round(layout.tileHeight * dpr);
  // Setting a size clears it, too.
  canvas.width = width;
  canvas.height = height;
  const ctx = canvas.getContext('2d');
  if (!ctx) return undefined;
  const line = layout.tileWidth < SMALL ? 1 : 1.5;
  tiles.forEach((tile, column) => {
    const list = drawn[column];
    if (!tile || !list || list.length === 0) return;
    const { width, height } = sizeOf(tile, list);
    const { scale, dx, dy } = fit(width, height, layout.tileWidth, layout.tileHeight);
    ctx.save();
    ctx.beginPath();
    ctx.rect(column * step * dpr, 0, layout.tileWidth * dpr, canvas.height);
    ctx.clip();
    const view = {
      scale: scale * dpr,
      dx: (column * step + dx) * dpr,
      dy: dy * dpr,
      dpr,
      right: (column * step + layout.tileWidth) * dpr,
    };
    const fill = tile.thumbnail === null ? 0.25 : 0.12;
    drawAnnotations(ctx, list, view, { names, fill, line, ready });
    ctx.restore();
  });
  return canvas.transferToImageBitmap();
}

/** Of an image whose size nobody knows: as large as what is on it. */
function sizeOf(tile: Tile, list: readonly Drawn[]) {
  if (tile.width > 0 && tile.height > 0) return tile;
  let [width, height] = [1, 1];
  for (const { geometry } of list) {
    const [x = 0, y = 0, w = 0, h = 0] = boundsOf(geometry) ?? [];
    width = Math.max(width, x + w);
    height = Math.max(height, y + h);
  }
  return { width, height };
}
