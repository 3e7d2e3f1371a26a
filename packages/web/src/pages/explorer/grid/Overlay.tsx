import { useEffect, useRef } from 'react';
import classes from './Grid.module.css';
import type { Layout } from './layout.ts';
import type { Overlays } from './overlays.ts';
import type { TileItem } from './pages.ts';

interface Props {
  items: (TileItem | undefined)[];
  layout: Layout;
  overlays: Overlays;
  names: boolean;
}

/** More device pixels than this for one of CSS are not seen in a tile. */
const MAX_DPR = 2;

/** The annotations of a row's items on one canvas. */
export function Overlay({ items, layout, overlays, names }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const tiles = items.map((item) => (item && item.annotations > 0 ? item : undefined));
    if (!canvas.current || !tiles.some(Boolean)) return;
    const dpr = Math.min(MAX_DPR, devicePixelRatio);
    return overlays.show(canvas.current, { tiles, layout, names, dpr });
  }, [items, layout, overlays, names]);
  return <canvas ref={canvas} className={classes.overlay} aria-hidden />;
}
