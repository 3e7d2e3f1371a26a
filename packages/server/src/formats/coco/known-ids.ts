import { Places } from '../places.ts';
import { Seen } from '../seen.ts';

/** Whole numbers below it take a bit each, at most 8 MB in all: nearly all files number their images. */
const NUMBERS = 2 ** 26;

/** The ids of the images of one file; others than small whole numbers take 11 to 21 bytes each. */
export class KnownIds {
  readonly #numbers = new Places();
  #others: Seen | undefined;

  has(id: string): boolean {
    const number = numberOf(id);
    return number === undefined ? this.#others?.has(id) === true : this.#numbers.has(number);
  }

  add(id: string): void {
    const number = numberOf(id);
    if (number === undefined) (this.#others ??= new Seen()).add(id);
    else this.#numbers.add(number);
  }
}

/** `007` is another id than `7`. */
function numberOf(id: string): number | undefined {
  const number = Number(id);
  return number >= 0 && number < NUMBERS && String(number) === id && Number.isInteger(number)
    ? number
    : undefined;
}
