/**
 * Sets the pixels whose centres lie inside of the rings (an odd number of them around a pixel, so that holes stay open)
 * to `index`, in an image of `width` pixels, rows from the top.
 */
export function paintPolygon(
  pixels: Uint8Array,
  width: number,
  rings: readonly (readonly number[])[],
  index: number,
): void {
  const height = pixels.length / width;
  for (let y = 0; y < height; y += 1) {
    const crossings = rings.flatMap((ring) => crossingsOf(ring, y + 0.5)).sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil((crossings[i] ?? 0) - 0.5));
      const to = Math.min(width, Math.ceil((crossings[i + 1] ?? 0) - 0.5));
      if (from < to) pixels.fill(index, y * width + from, y * width + to);
    }
  }
}

/** Where the ring crosses the line at `y`. */
function crossingsOf(ring: readonly number[], y: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const [x1 = 0, y1 = 0] = ring.slice(i, i + 2);
    const [x2 = 0, y2 = 0] = i + 2 < ring.length ? ring.slice(i + 2, i + 4) : ring.slice(0, 2);
    if (y1 <= y === y2 <= y) continue;
    found.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
  }
  return found;
}
