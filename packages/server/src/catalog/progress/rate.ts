/** How far a job is, at one moment. */
export interface Sample {
  /** Milliseconds since the epoch. */
  at: number;
  done: number;
  /** Null while it is not known. */
  total: number | null;
}

export interface Pace {
  /** Units per second; null until something was seen to move. */
  rate: number | null;
  secondsLeft: number | null;
}

/** Long enough to even out batches, short enough to notice that a disk has become slow. */
const WINDOW_MS = 10_000;

/** The pace of a job over its last seconds. One meter for one thing that is counted: when the unit changes, take another. */
export class Meter {
  readonly #samples: Sample[] = [];

  add(sample: Sample): Pace {
    this.#samples.push(sample);
    while (this.#samples.length > 2 && sample.at - (this.#samples[0]?.at ?? 0) > WINDOW_MS) {
      this.#samples.shift();
    }
    const [first] = this.#samples;
    if (!first || sample.at === first.at || sample.done <= first.done) {
      return { rate: null, secondsLeft: null };
    }
    const rate = ((sample.done - first.done) * 1000) / (sample.at - first.at);
    const left = sample.total === null ? null : Math.max(0, sample.total - sample.done) / rate;
    return { rate, secondsLeft: left };
  }
}
