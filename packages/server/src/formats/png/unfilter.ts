/**
 * Undoes the row filters of a PNG in place. `raw`: per row a byte that names the filter, then `rowBytes`; `step`: bytes
 * from one pixel to the next.
 */
export function unfilter(raw: Buffer, rowBytes: number, height: number, step: number): void {
  for (let y = 0; y < height; y += 1) {
    const start = y * (rowBytes + 1) + 1;
    const filter = raw[start - 1];
    if (filter === 0) continue;
    for (let i = 0; i < rowBytes; i += 1) {
      const left = i >= step ? (raw[start + i - step] ?? 0) : 0;
      const up = y > 0 ? (raw[start + i - rowBytes - 1] ?? 0) : 0;
      const corner = y > 0 && i >= step ? (raw[start + i - rowBytes - 1 - step] ?? 0) : 0;
      raw[start + i] = ((raw[start + i] ?? 0) + predicted(filter, left, up, corner)) & 0xff;
    }
  }
}

function predicted(filter: number | undefined, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const [a, b, c] = [
        Math.abs(up - corner),
        Math.abs(left - corner),
        Math.abs(left + up - 2 * corner),
      ];
      if (a <= b && a <= c) return left;
      return b <= c ? up : corner;
    }
    default:
      return 0;
  }
}
