import type { Answer } from './connection.ts';
import type { LoadResult } from './plan.ts';

/** What a load got. Answers of the warm-up count as errors only. */
export class Tally {
  readonly #latencies: number[] = [];
  #errors = 0;
  #bytes = 0;
  #hash = '';

  get requests(): number {
    return this.#latencies.length;
  }

  /** Milliseconds that the measured requests took together. */
  get spent(): number {
    return this.#latencies.reduce((sum, ms) => sum + ms, 0);
  }

  take(answer: Answer, isMeasured: boolean): void {
    if (!answer.isOk) this.#errors += 1;
    if (this.#hash === '') this.#hash = answer.hash();
    if (!isMeasured) return;
    this.#latencies.push(answer.ms);
    this.#bytes += answer.bytes;
  }

  /** `ms`: how long was measured. */
  result(ms: number): LoadResult {
    const sorted = this.#latencies.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
    return {
      requests: sorted.length,
      perSecond: (sorted.length * 1000) / ms,
      p50: at(0.5),
      p99: at(0.99),
      errors: this.#errors,
      bytes: this.#bytes,
      hash: this.#hash,
    };
  }
}
