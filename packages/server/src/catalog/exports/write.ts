import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Catalog } from '../context.ts';

/** Bytes between the archive's writer and the disk: enough that neither waits for the other's every step. */
const BUFFER_BYTES = 1024 * 1024;

/**
 * Stores what `produce` writes, whole or not at all. `controller` is aborted when the store fails, and ends the
 * writing when somebody else aborts it; either way the reason is thrown.
 */
export async function storeWritten<T>(
  catalog: Catalog,
  key: string,
  controller: AbortController,
  produce: (write: (chunk: Buffer) => Promise<void>) => Promise<T>,
): Promise<{ produced: T; size: number; sha256: Buffer }> {
  const { signal } = controller;
  const stream = new PassThrough({ highWaterMark: BUFFER_BYTES });
  // The store reports it; without a listener it would end the process when the store is done already.
  stream.on('error', () => undefined);
  const hash = createHash('sha256');
  const stored = catalog.store.write(key, stream);
  let givenUp = false;
  stored.catch((error: unknown) => {
    if (!givenUp) controller.abort(error);
  });
  try {
    const produced = await produce(async (chunk) => {
      signal.throwIfAborted();
      hash.update(chunk);
      if (!stream.write(chunk)) await once(stream, 'drain', { signal });
    });
    signal.throwIfAborted();
    stream.end();
    return { produced, size: await stored, sha256: hash.digest() };
  } catch (error) {
    const reason: unknown = signal.aborted ? signal.reason : error;
    // From here on the store fails because of us.
    givenUp = true;
    stream.destroy(new Error('The archive was given up.'));
    await stored.catch(() => undefined);
    throw reason;
  }
}
