/** A piece of a mask, made smaller: one byte per cell, row by row; 1 is inside. */
export interface Cells {
  width: number;
  height: number;
  data: Uint8Array;
}

/** Lengths of the runs in COCO's compressed string, zeros first. Throws RangeError when it is cut off. */
export function runsOf(counts: string): number[] {
  const runs: number[] = [];
  let at = 0;
  while (at < counts.length) {
    let value = 0;
    let shift = 0;
    let more = true;
    while (more) {
      if (at >= counts.length) throw new RangeError('The mask ends in the middle of a number.');
      const bits = counts.charCodeAt(at++) - 48;
      // Five bits each, the lowest first. Numbers of 2^31 and more do not occur: an image has fewer pixels.
      value |= (bits & 31) << shift;
      more = (bits & 32) !== 0;
      shift += 5;
      if (!more && bits & 16) value |= -1 << shift;
    }
    // From the third on each is the difference to the one before the last.
    runs.push(runs.length > 2 ? value + (runs[runs.length - 2] ?? 0) : value);
  }
  return runs;
}

/**
 * The part of a mask inside `[x, y, width, height]`, every `step`th pixel of it both ways. `height` is the whole mask's:
 * its runs go down the columns.
 */
export function cellsOf(
  runs: readonly number[],
  height: number,
  [left, top, width, tall]: readonly [number, number, number, number],
  step: number,
): Cells {
  const cells: Cells = {
    width: Math.max(1, Math.ceil(width / step)),
    height: Math.max(1, Math.ceil(tall / step)),
    data: new Uint8Array(0),
  };
  cells.data = new Uint8Array(cells.width * cells.height);
  let at = 0;
  runs.forEach((length, index) => {
    if (index % 2 === 1) fill(cells, at, at + length);
    at += length;
  });
  return cells;

  /** Pixels from `from` to `to`, counted down the columns. */
  function fill({ width: columns, height: rows, data }: Cells, from: number, to: number): void {
    const first = Math.floor(from / height);
    const last = Math.floor((to - 1) / height);
    for (let x = Math.max(first, left); x <= last; x++) {
      const column = (x - left) / step;
      if (column >= columns) return;
      if (column % 1 !== 0) continue;
      const start = x === first ? from - x * height : 0;
      const end = x === last ? to - x * height : height;
      const firstRow = Math.max(0, Math.ceil((start - top) / step));
      const endRow = Math.min(rows, Math.ceil((end - top) / step));
      for (let row = firstRow; row < endRow; row++) data[row * columns + column] = 1;
    }
  }
}

/** Cells as coloured pixels: what is inside `alpha`, its border opaque. */
export function paint(cells: Cells, rgb: readonly [number, number, number], alpha: number) {
  const { width, height, data } = cells;
  const pixels = new Uint8ClampedArray(width * height * 4);
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : (data[y * width + x] ?? 0);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!at(x, y)) continue;
      const inside = at(x - 1, y) && at(x + 1, y) && at(x, y - 1) && at(x, y + 1);
      pixels.set([...rgb, inside ? alpha : 255], (y * width + x) * 4);
    }
  }
  return pixels;
}
