import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { ObjectStore } from '../../../store/store.ts';
import { headKey, itemsKey, type SnapshotHead } from './model.ts';

/** The head of a snapshot; undefined when there is none, or none any more. */
export async function readHead(
  store: ObjectStore,
  folder: string,
): Promise<SnapshotHead | undefined> {
  if ((await store.size(headKey(folder))) === undefined) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of store.read(headKey(folder))) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as SnapshotHead;
}

/** Its lines, in order; memory is a line and a chunk. */
export async function* readLines(store: ObjectStore, folder: string): AsyncGenerator<string> {
  const source = store.read(itemsKey(folder));
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  const lines = createInterface({ input: source.pipe(gunzip), crlfDelay: Infinity });
  // Without it a broken object would end the lines as if they were all.
  let failure: unknown;
  gunzip.on('error', (error) => {
    failure = error;
    lines.close();
  });
  try {
    for await (const line of lines) yield line;
    if (failure !== undefined) throw failure;
  } finally {
    lines.close();
    source.destroy();
  }
}
