/**
 * One ring through all rings: each further ring is entered and left at the vertex nearest to what is already
 * joined, over a bridge without width. This is how a format with one ring per object holds an object of several.
 */
export function joinRings(rings: number[][]): number[] {
  const [first = [], ...others] = rings;
  return others.reduce(join, first);
}

function join(ring: number[], part: number[]): number[] {
  const { from, to } = nearest(ring, part);
  // Out at `from`, once around the part back to where it was entered, and on from the same vertex.
  return [
    ...ring.slice(0, from + 2),
    ...part.slice(to),
    ...part.slice(0, to + 2),
    ...ring.slice(from),
  ];
}

/** Offsets of the closest pair of vertices. */
function nearest(ring: number[], part: number[]): { from: number; to: number } {
  let best = { from: 0, to: 0 };
  let least = Infinity;
  for (let from = 0; from + 1 < ring.length; from += 2) {
    for (let to = 0; to + 1 < part.length; to += 2) {
      const dx = (ring[from] ?? 0) - (part[to] ?? 0);
      const dy = (ring[from + 1] ?? 0) - (part[to + 1] ?? 0);
      const distance = dx * dx + dy * dy;
      if (distance < least) {
        least = distance;
        best = { from, to };
      }
    }
  }
  return best;
}
