import type { Random } from './random.ts';

export type Box = [x: number, y: number, width: number, height: number];

/** Two digits, as COCO's files have them. */
export const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** COCO's classes of area: 41 % below 32², 34 % below 96², the rest above. */
export function boxIn(random: Random, width: number, height: number): Box {
  const size = random.next();
  const [from, to] = size < 0.41 ? [6, 31] : size < 0.75 ? [33, 95] : [97, Math.min(width, height)];
  const side = random.between(from, to);
  const stretch = Math.sqrt(random.between(0.6, 1.6));
  const w = hundredths(Math.min(width - 1, side * stretch));
  const h = hundredths(Math.min(height - 1, side / stretch));
  return [hundredths(random.next() * (width - w)), hundredths(random.next() * (height - h)), w, h];
}

/** Few points for most, up to 60: 29 on average, which makes the file as large as COCO's. */
export function polygonIn(random: Random, [x, y, w, h]: Box): number[] {
  const points = 8 + Math.floor(53 * random.next() ** 1.5);
  const ring: number[] = [];
  for (let i = 0; i < points; i += 1) {
    const angle = (2 * Math.PI * i) / points;
    const reach = random.between(0.7, 1) / 2;
    ring.push(hundredths(x + w * (0.5 + reach * Math.cos(angle))));
    ring.push(hundredths(y + h * (0.5 + reach * Math.sin(angle))));
  }
  return ring;
}

/** Columns of a crowd: a run per column, so that a mask takes about as much text as COCO's do. */
const MOST_COLUMNS = 60;

export interface Mask {
  counts: number[];
  size: [height: number, width: number];
  box: Box;
}

/** Uncompressed run lengths, column by column, zeros first, as COCO's crowds are. */
export function maskIn(box: Box, width: number, height: number): Mask {
  const [left, top] = [Math.floor(box[0]), Math.floor(box[1])];
  const columns = Math.max(1, Math.min(MOST_COLUMNS, Math.floor(box[2]), width - left));
  const rows = Math.max(1, Math.min(Math.floor(box[3]), height - top - 1));
  const counts = [left * height + top];
  for (let column = 0; column < columns; column += 1) {
    counts.push(rows);
    if (column < columns - 1) counts.push(height - rows);
  }
  counts.push(height - top - rows + (width - left - columns) * height);
  return { counts, size: [height, width], box: [left, top, columns, rows] };
}
