import { useEffect, useRef } from 'react';
import { drawAnnotations, type Drawn } from '../../../canvas/draw.ts';
import { boundsOf } from '../../../canvas/geometry.ts';
import type { TileAnnotations } from './annotations.ts';
import classes from './Grid.module.css';
import { fit, GAP, type Layout } from './layout.ts';
import type { TileItem } from './pages.ts';

interface Props {
  items: (TileItem | undefined)[];
  layout: Layout;
  annotations: TileAnnotations;
  names: boolean;
}

/** Tiles narrower than this get thinner lines, CSS pixels. */
const SMALL = 150;
/** More device pixels than this for one of CSS are not seen in a tile. */
const MAX_DPR = 2;

/** The annotations of a row's items on one canvas, drawn anew when any of them come. */
export function Overlay({ items, layout, annotations, names }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let frame = 0;
    const draw = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (canvas.current) drawRow(canvas.current, items, layout, annotations, names, draw);
      });
    };
    const unwant = items.flatMap((item) =>
      item && item.annotations > 0 ? annotations.want(item.uid) : [],
    );
    const unsubscribe = annotations.subscribe(draw);
    draw();
    return () => {
      cancelAnimationFrame(frame);
      unsubscribe();
      for (const stop of unwant) stop();
    };
  }, [items, layout, annotations, names]);
  return <canvas ref={canvas} className={classes.overlay} aria-hidden />;
}

function drawRow(
  canvas: HTMLCanvasElement,
  items: (TileItem | undefined)[],
  layout: Layout,
  annotations: TileAnnotations,
  names: boolean,
  ready: () => void,
): void {
  const drawn = items.map((item) => item && annotations.get(item.uid));
  // A canvas without anything on it takes no memory.
  if (!drawn.some((list) => list && list.length > 0)) return;
  const ctx = canvas.getContext('2d');
  if (!ctx) return;
  const dpr = Math.min(MAX_DPR, devicePixelRatio);
  const step = layout.tileWidth + GAP;
  canvas.width = Math.round((layout.columns * step - GAP) * dpr);
  canvas.height = Math.round(layout.tileHeight * dpr);
  const line = layout.tileWidth < SMALL ? 1 : 1.5;
  items.forEach((item, column) => {
    const list = drawn[column];
    if (!item || !list || list.length === 0) return;
    const { width, height } = sizeOf(item, list);
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
    drawAnnotations(ctx, list, view, {
      names,
      fill: item.thumbnail === null ? 0.25 : 0.12,
      line,
      ready,
    });
    ctx.restore();
  });
}

/** Of an image whose size nobody knows: as large as what is on it. */
function sizeOf(item: TileItem, list: readonly Drawn[]) {
  if (item.width > 0 && item.height > 0) return item;
  const bounds = list.flatMap(({ geometry }) => [boundsOf(geometry) ?? []].flat());
  let [width, height] = [1, 1];
  for (let i = 0; i + 3 < bounds.length; i += 4) {
    width = Math.max(width, (bounds[i] ?? 0) + (bounds[i + 2] ?? 0));
    height = Math.max(height, (bounds[i + 1] ?? 0) + (bounds[i + 3] ?? 0));
  }
  return { width, height };
}
