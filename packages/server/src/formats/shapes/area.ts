/** Area in square pixels of a closed ring `[x1, y1, …]`, whichever way round it runs (shoelace formula). */
export function ringArea(ring: number[]): number {
  let twice = 0;
  let x0 = ring.at(-2) ?? 0;
  let y0 = ring.at(-1) ?? 0;
  for (let at = 0; at + 1 < ring.length; at += 2) {
    const x = ring[at] ?? 0;
    const y = ring[at + 1] ?? 0;
    twice += x0 * y - x * y0;
    x0 = x;
    y0 = y;
  }
  return Math.abs(twice) / 2;
}

/** Sum over the rings, as COCO counts it: overlaps count twice. */
export function ringsArea(rings: number[][]): number {
  return rings.reduce((sum, ring) => sum + ringArea(ring), 0);
}
