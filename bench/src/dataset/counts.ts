import { Random } from './random.ts';
import type { Shape } from './tiers.ts';

/** Whole-number shape of the gamma distribution under the negative binomial: COCO's spread, standard deviation near its mean. */
const SPREAD = 1;

/**
 * Annotations per item: negative binomial, at least one except for exactly `shape.empty` items, at most `shape.most`,
 * `shape.annotations` in all. Two bytes per item: the only thing whose size depends on the dataset.
 */
export function annotationCounts(shape: Shape, seed: number): Uint16Array {
  const random = new Random(seed, -1);
  const counts = new Uint16Array(shape.items);
  const filled = shape.items - shape.empty;
  const mean = shape.annotations / filled - 1;
  let total = 0;
  for (let i = 0; i < counts.length; i += 1) {
    const count = 1 + random.poisson(Math.min(600, random.gamma(SPREAD, mean / SPREAD)));
    counts[i] = Math.min(shape.most, count);
    total += counts[i] ?? 0;
  }
  for (let left = shape.empty; left > 0;) {
    const i = random.below(counts.length);
    if (counts[i] === 0) continue;
    total -= counts[i] ?? 0;
    counts[i] = 0;
    left -= 1;
  }
  while (total !== shape.annotations) {
    const i = random.below(counts.length);
    const count = counts[i] ?? 0;
    const step = total < shape.annotations ? 1 : -1;
    if (count === 0 || count + step < 1 || count + step > shape.most) continue;
    counts[i] = count + step;
    total += step;
  }
  return counts;
}
