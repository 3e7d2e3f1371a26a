import { isEqual } from './equal.ts';
import type { CompareOptions, DiffAnnotation } from './model.ts';
import { isSameShape, overlap } from './shape.ts';

export interface Match {
  a: DiffAnnotation;
  b: DiffAnnotation;
  /** 1 for shapes that say the same. */
  iou: number;
  isSame: boolean;
}

export interface Matches {
  pairs: Match[];
  onlyA: DiffAnnotation[];
  onlyB: DiffAnnotation[];
}

/**
 * Comparing every object with every other ends here (1,000 with 1,000): an item beyond it has its equal objects
 * matched, and the others count as added and removed.
 */
const MAX_PAIRS = 1_000_000;

/**
 * Which objects of one item are the same in two archives. Each is matched once: first those that are equal, then those
 * of the same shape and another class, then the rest of each class by overlap, the best first.
 */
export function matchAnnotations(
  a: readonly DiffAnnotation[],
  b: readonly DiffAnnotation[],
  options: CompareOptions,
): Matches {
  const rest = new Rest(a, b);
  rest.byText(({ label, geometry, attributes }) => JSON.stringify([label, geometry, attributes]));
  rest.byText(({ label, geometry }) => JSON.stringify([label, geometry]));
  const isSame = (one: DiffAnnotation, other: DiffAnnotation) =>
    isSameShape(one.geometry, other.geometry, options);
  rest.byScore((one, other) => {
    if (one.label !== other.label || !isSame(one, other)) return 0;
    return isEqual(one.attributes, other.attributes) ? 2 : 1;
  }, true);
  rest.byScore((one, other) => (isSame(one, other) ? 1 : 0), true);
  rest.byScore(
    (one, other) =>
      one.label === other.label ? overlap(one.geometry, other.geometry, options) : 0,
    false,
  );
  return { pairs: rest.pairs, onlyA: [...rest.a], onlyB: [...rest.b] };
}

/** What is not matched yet. */
class Rest {
  readonly a: Set<DiffAnnotation>;
  readonly b: Set<DiffAnnotation>;
  readonly pairs: Match[] = [];

  constructor(a: readonly DiffAnnotation[], b: readonly DiffAnnotation[]) {
    this.a = new Set(a);
    this.b = new Set(b);
  }

  byText(textOf: (one: DiffAnnotation) => string): void {
    const waiting = new Map<string, DiffAnnotation[]>();
    for (const other of this.b) {
      const text = textOf(other);
      const same = waiting.get(text);
      if (same) same.push(other);
      else waiting.set(text, [other]);
    }
    for (const one of this.a) {
      const other = waiting.get(textOf(one))?.shift();
      if (other) this.#match({ a: one, b: other, iou: 1, isSame: true });
    }
  }

  /** Pairs with a score above 0, the highest first; of equal ones the first in order. */
  byScore(score: (a: DiffAnnotation, b: DiffAnnotation) => number, isSame: boolean): void {
    if (this.a.size * this.b.size > MAX_PAIRS) return;
    const found: Match[] = [];
    for (const a of this.a) {
      for (const b of this.b) {
        const iou = score(a, b);
        if (iou > 0) found.push({ a, b, iou, isSame });
      }
    }
    found.sort((one, other) => other.iou - one.iou);
    for (const match of found) {
      if (this.a.has(match.a) && this.b.has(match.b)) this.#match(match);
    }
  }

  #match(match: Match): void {
    this.a.delete(match.a);
    this.b.delete(match.b);
    this.pairs.push(match);
  }
}
