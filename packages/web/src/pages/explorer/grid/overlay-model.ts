import type { Layout } from './layout.ts';
import type { TileItem } from './pages.ts';

/** What is drawn above one row of tiles. */
export interface RowRequest {
  /** Undefined where nothing is to be drawn. */
  tiles: (Pick<TileItem, 'uid' | 'width' | 'height' | 'thumbnail'> | undefined)[];
  layout: Pick<Layout, 'columns' | 'tileWidth' | 'tileHeight'>;
  names: boolean;
  /** Device pixels for one of CSS. */
  dpr: number;
}

/** To the worker: whose annotations; a row that is in sight; one that no longer is. */
export type OverlayRequest =
  | { kind: 'open'; owner: string; slug: string }
  | { kind: 'draw'; id: number; row: RowRequest }
  | { kind: 'drop'; id: number };

/** From the worker: a row as it is now. */
export interface OverlayReply {
  id: number;
  picture: ImageBitmap;
}
