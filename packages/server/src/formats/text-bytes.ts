import { CHUNK_CHARACTERS } from './chunks.ts';
import { compactParts } from './geometry/parts-text.ts';

/** Beyond a full chunk: the piece that fills it rarely ends where the chunk should. */
const HEADROOM = 64 * 1024;

/** What a UTF-16 unit may take in UTF-8. */
const BYTES_PER_UNIT = 3;

/**
 * Text in the making as UTF-8, for a writer of many small pieces: each is written once, to where it stays. Texts that are
 * joined first and encoded later are written three times and collected twice.
 */
export class TextBytes {
  #bytes = Buffer.allocUnsafeSlow(CHUNK_CHARACTERS + HEADROOM);
  #used = 0;

  /** True when `take` should be called before more comes. */
  get full(): boolean {
    return this.#used >= CHUNK_CHARACTERS;
  }

  text(piece: string): void {
    const bytes = this.#reserve(piece.length * BYTES_PER_UNIT);
    this.#used += bytes.write(piece, this.#used);
  }

  /** The parts of a stored polygon without spaces; returns their area in square pixels. */
  parts(partsText: string): number {
    const bytes = this.#reserve(partsText.length);
    const { end, area } = compactParts(partsText, bytes, this.#used);
    this.#used = end;
    return area;
  }

  /** What came since the last call. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#used);
    this.#bytes = Buffer.allocUnsafeSlow(CHUNK_CHARACTERS + HEADROOM);
    this.#used = 0;
    return taken;
  }

  #reserve(size: number): Buffer {
    const needed = this.#used + size;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#bytes.length));
      this.#bytes.copy(larger, 0, 0, this.#used);
      this.#bytes = larger;
    }
    return this.#bytes;
  }
}
