import type { Drawn } from '../../../canvas/draw.ts';
import { TileAnnotations } from './annotations.ts';
import { drawRow } from './draw-row.ts';
import { hasNameFont, loadNameFont } from '../../../canvas/name-font.ts';
import type { OverlayReply, OverlayRequest, RowRequest } from './overlay-model.ts';

/** A row that is in sight. */
interface Row extends RowRequest {
  unwant: (() => void)[];
  /** What was drawn last, by tile: it is drawn anew when there is something else. */
  drawn: (readonly Drawn[] | undefined)[];
}

/** Loads the annotations of the rows that are in sight and draws them, so that the page only shows pictures. */
const rows = new Map<number, Row>();
const dirty = new Set<number>();
let annotations: TileAnnotations | undefined;
let scheduled = false;

self.onmessage = ({ data }: MessageEvent<OverlayRequest>) => {
  if (data.kind === 'open') {
    annotations = new TileAnnotations(data.owner, data.slug);
    annotations.subscribe(look);
  } else if (data.kind === 'drop') drop(data.id);
  else show(data.id, data.row);
};

function show(id: number, row: RowRequest): void {
  const unwant = row.tiles.flatMap((tile) => (tile && annotations?.want(tile.uid)) ?? []);
  // Only then: what both rows want stays wanted.
  drop(id);
  rows.set(id, { ...row, unwant, drawn: [] });
  if (row.names && !hasNameFont()) void loadNameFont().then(() => rows.has(id) && redraw(id));
  look();
}

function drop(id: number): void {
  for (const stop of rows.get(id)?.unwant ?? []) stop();
  rows.delete(id);
  dirty.delete(id);
}

const drawnOf = (row: Row) => row.tiles.map((tile) => tile && annotations?.get(tile.uid));

/** Finds the rows that have other annotations than when they were drawn. */
function look(): void {
  for (const [id, row] of rows) {
    if (drawnOf(row).some((list, column) => list !== row.drawn[column])) redraw(id);
  }
}

function redraw(id: number): void {
  dirty.add(id);
  if (scheduled) return;
  scheduled = true;
  setTimeout(drawNext);
}

/** One at a time: between two of them rows that have gone by are dropped. */
function drawNext(): void {
  scheduled = false;
  const [id] = dirty;
  if (id === undefined) return;
  dirty.delete(id);
  const row = rows.get(id);
  if (row) {
    row.drawn = drawnOf(row);
    const now = { ...row, names: row.names && hasNameFont() };
    const picture = drawRow(now, row.drawn, () => rows.get(id) === row && redraw(id));
    if (picture) {
      const reply: OverlayReply = { id, picture };
      self.postMessage(reply, { transfer: [picture] });
    }
  }
  const [next] = dirty;
  if (next !== undefined) redraw(next);
}
