import { once } from 'node:events';
import { createGzip } from 'node:zlib';
import type { ObjectStore } from '../../../store/store.ts';
import { headKey, itemsKey, type SnapshotHead } from './model.ts';

/** Written once and read a few times: more effort gains a tenth of the size and costs three times the time. */
const LEVEL = 1;

/** Takes the lines of a snapshot, in order; `finish` makes them and the head visible. */
export interface SnapshotWriter {
  line(text: string): Promise<void>;
  finish(head: SnapshotHead): Promise<void>;
  /** Gives up what was not finished. */
  abort(): Promise<void>;
}

export function writeSnapshot(store: ObjectStore, folder: string): SnapshotWriter {
  const gzip = createGzip({ level: LEVEL });
  const stored = store.write(itemsKey(folder), gzip);
  // Looked at by whoever writes next; until then a failure must not count as unhandled.
  stored.catch(() => gzip.destroy());
  return {
    async line(text) {
      if (gzip.destroyed) await stored;
      if (!gzip.write(text)) await Promise.race([once(gzip, 'drain'), stored]);
    },
    async finish(head) {
      gzip.end();
      await stored;
      await store.write(headKey(folder), toBytes(JSON.stringify(head)));
    },
    async abort() {
      gzip.destroy(new Error('The version was given up.'));
      await stored.catch(() => undefined);
    },
  };
}

/** A text as the store takes it. */
export async function* toBytes(text: string | Buffer): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
