/** Corners are kept as `x * STRIDE + y`: no image is as high as this. */
const STRIDE = 2 ** 26;

/**
 * The outlines of the pixels that are set in a mask `height` pixels high: closed rings `[x1, y1, …]` along the pixels'
 * edges, so that the area is the number of pixels. Outer rings run clockwise on the screen, holes the other way; parts
 * that only touch at a corner have rings of their own. In the order of their leftmost edge.
 */
export function maskOutlines(counts: readonly number[], height: number): number[][] {
  const edges = new Edges();
  let before: Run[] = [];
  let last = -1;
  for (const [x, runs] of columns(counts, height)) {
    if (x !== last + 1) {
      edges.between(last + 1, before, []);
      before = [];
    }
    edges.between(x, before, runs);
    for (const [top, bottom] of runs) edges.ends(x, top, bottom);
    [before, last] = [runs, x];
  }
  edges.between(last + 1, before, []);
  return edges.rings();
}

type Run = readonly [top: number, bottom: number];

/** The runs of every column that has any. */
function* columns(counts: readonly number[], height: number): Generator<[x: number, runs: Run[]]> {
  let at = counts[0] ?? 0;
  let current = -1;
  let runs: Run[] = [];
  for (let i = 1; i < counts.length; i += 2) {
    const end = at + (counts[i] ?? 0);
    while (at < end) {
      const x = Math.floor(at / height);
      const stop = Math.min(end, (x + 1) * height);
      if (x !== current && runs.length > 0) {
        yield [current, runs];
        runs = [];
      }
      current = x;
      const [top, bottom] = [at - x * height, stop - x * height];
      const above = runs.at(-1);
      // Runs with nothing between them are one.
      if (above?.[1] === top) runs[runs.length - 1] = [above[0], bottom];
      else runs.push([top, bottom]);
      at = stop;
    }
    at = end + (counts[i + 1] ?? 0);
  }
  if (runs.length > 0) yield [current, runs];
}

/** Edges between pixels that are set and pixels that are not, by where they begin; the set ones lie to the right. */
class Edges {
  readonly #from = new Map<number, number[]>();

  /** The edges above and below a run of column `x`. */
  ends(x: number, top: number, bottom: number): void {
    this.#add(x, top, x + 1, top);
    this.#add(x + 1, bottom, x, bottom);
  }

  /** The edges on the line between two columns: where exactly one of them is set. */
  between(x: number, left: Run[], right: Run[]): void {
    const marks = [
      ...left.flatMap(([top, bottom]) => [
        { y: top, left: 1, right: 0 },
        { y: bottom, left: -1, right: 0 },
      ]),
      ...right.flatMap(([top, bottom]) => [
        { y: top, left: 0, right: 1 },
        { y: bottom, left: 0, right: -1 },
      ]),
    ].sort((a, b) => a.y - b.y);
    let [onLeft, onRight, from] = [0, 0, 0];
    for (const mark of marks) {
      if (mark.y > from && onLeft !== onRight) {
        if (onLeft) this.#add(x, from, x, mark.y);
        else this.#add(x, mark.y, x, from);
      }
      onLeft += mark.left;
      onRight += mark.right;
      from = mark.y;
    }
  }

  /** Follows the edges until none is left. */
  rings(): number[][] {
    const rings: number[][] = [];
    for (const [start, nexts] of this.#from) {
      for (let next = nexts.pop(); next !== undefined; next = nexts.pop()) {
        rings.push(this.#follow(start, next));
      }
    }
    return rings;
  }

  #add(x1: number, y1: number, x2: number, y2: number): void {
    const from = x1 * STRIDE + y1;
    const nexts = this.#from.get(from);
    if (nexts) nexts.push(x2 * STRIDE + y2);
    else this.#from.set(from, [x2 * STRIDE + y2]);
  }

  #follow(start: number, first: number): number[] {
    const corners = [start];
    let [before, at] = [start, first];
    while (at !== start || !this.#closes(before, at, first)) {
      corners.push(at);
      const next = this.#take(before, at);
      [before, at] = [at, next];
    }
    return straightened(corners);
  }

  /** Whether a ring that is back where it began goes on with its first edge: another one may lead on from there. */
  #closes(before: number, at: number, first: number): boolean {
    return (this.#from.get(at)?.length ?? 0) === 0 || turn(before, at, first) > 0;
  }

  /** Where two edges begin, pixels touch at a corner: turning right stays with the same pixel. */
  #take(before: number, at: number): number {
    const nexts = this.#from.get(at) ?? [];
    const [a, b] = nexts;
    if (a === undefined) throw new Error('The edges of a mask are closed.');
    const takesLast = b !== undefined && turn(before, at, b) > 0;
    return (takesLast ? nexts.pop() : nexts.shift()) ?? at;
  }
}

const xOf = (corner: number) => Math.floor(corner / STRIDE);
const yOf = (corner: number) => corner % STRIDE;

/** Above 0 for a turn to the right, on the screen; 0 for none. */
function turn(a: number, b: number, c: number): number {
  return (xOf(b) - xOf(a)) * (yOf(c) - yOf(b)) - (yOf(b) - yOf(a)) * (xOf(c) - xOf(b));
}

/** Without the corners at which nothing turns. */
function straightened(corners: number[]): number[] {
  return corners.flatMap((corner, i) => {
    const before = corners.at(i - 1) ?? corner;
    const after = corners[(i + 1) % corners.length] ?? corner;
    return turn(before, corner, after) === 0 ? [] : [xOf(corner), yOf(corner)];
  });
}
