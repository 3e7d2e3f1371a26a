/** A seeded generator of numbers: the same seed and stream give the same numbers on every machine. */
export class Random {
  #state: number;

  /** `stream` tells apart what must not share numbers, such as two items. */
  constructor(seed: number, stream: number) {
    this.#state = mix(mix(seed) ^ Math.imul(stream + 1, 0x9e3779b1));
  }

  /** From 0 to below 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  /** The first place whose cumulative share is above a random number. */
  choose(shares: Float64Array): number {
    const wanted = this.next();
    let [low, high] = [0, shares.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((shares[middle] ?? 1) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** From a gamma distribution with a whole-number shape. */
  gamma(shape: number, scale: number): number {
    let product = 1;
    for (let i = 0; i < shape; i += 1) product *= 1 - this.next();
    return -Math.log(product) * scale;
  }

  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count += 1;
    return count;
  }
}

function mix(value: number): number {
  let v = value | 0;
  v = Math.imul(v ^ (v >>> 16), 0x85ebca6b);
  v = Math.imul(v ^ (v >>> 13), 0xc2b2ae35);
  return v ^ (v >>> 16);
}
