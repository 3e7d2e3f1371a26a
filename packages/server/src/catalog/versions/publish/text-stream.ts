import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { ObjectStore } from '../../../store/store.ts';

/** Bytes that may wait for the disk. */
const BUFFER_BYTES = 1024 * 1024;

/** A text object that is written piece by piece and becomes visible when it is finished. */
export class TextStream {
  readonly #stream = new PassThrough({ highWaterMark: BUFFER_BYTES });
  readonly #stored: Promise<number>;

  constructor(store: ObjectStore, key: string) {
    this.#stored = store.write(key, this.#stream);
    // Looked at by whoever writes next; until then a failure must not count as unhandled.
    this.#stored.catch(() => this.#stream.destroy());
    this.#stream.on('error', () => undefined);
  }

  async write(text: string): Promise<void> {
    if (this.#stream.destroyed) await this.#stored;
    if (this.#stream.write(text)) return;
    await Promise.race([once(this.#stream, 'drain'), this.#stored]);
  }

  async finish(): Promise<void> {
    this.#stream.end();
    await this.#stored;
  }

  async abort(): Promise<void> {
    this.#stream.destroy(new Error('The version was given up.'));
    await this.#stored.catch(() => undefined);
  }
}
