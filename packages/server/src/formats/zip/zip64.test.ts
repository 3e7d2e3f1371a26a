import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { expect, test } from 'vitest';
import { ZipArchive } from './archive.ts';
import { memorySpills } from './ports.ts';

const GIB = 1024 ** 3;

/** A file of which only what was written is held; all before it is a hole. */
class Sparse extends RandomAccessReader {
  readonly #start: number;
  readonly #chunks: Buffer[] = [];
  size: number;

  constructor(start: number) {
    super();
    this.#start = start;
    this.size = start;
  }

  readonly append = (chunk: Buffer): void => {
    this.#chunks.push(chunk);
    this.size += chunk.length;
  };

  override _readStreamForRange(start: number, end: number): Readable {
    const hole = Buffer.alloc(Math.max(0, Math.min(end, this.#start) - start));
    const at = (place: number) => Math.max(0, place - this.#start);
    return Readable.from([hole, Buffer.concat(this.#chunks).subarray(at(start), at(end))]);
  }
}

/** An archive whose first byte stands at `start`, as if so many bytes of media had come before. */
async function archiveAt(start: number, fill: (zip: ZipArchive) => Promise<void>) {
  const file = new Sparse(start);
  const zip = new ZipArchive(file.append, memorySpills());
  zip['out'].offset = start;
  await fill(zip);
  await zip.finish();
  return fromRandomAccessReaderPromise(file, file.size, { lazyEntries: true });
}

async function textsOf(zip: ZipFile): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    const text = await buffer(await zip.openReadStreamPromise(entry));
    found.set(entry.fileName, text.toString('utf8'));
  }
  return found;
}

test('entries beyond 4 GiB are found by another reader, and so is the table of contents', async () => {
  const zip = await archiveAt(5 * GIB, async (to) => {
    await to.entry('labels/a.txt', 'a');
    await to.media('images/a.jpg', 3, async function* () {
      yield Buffer.from('jpg');
    });
    await to.entry(
      'streamed.json',
      (async function* () {
        for (let at = 0; at < 1200; at += 1) yield 'z'.repeat(1000);
      })(),
    );
  });
  const texts = await textsOf(zip);
  expect([...texts.keys()]).toEqual([
    'labels/a.txt',
    'images/a.jpg',
    'streamed.json',
    'SHA256SUMS',
  ]);
  expect(texts.get('images/a.jpg')).toBe('jpg');
  expect(texts.get('streamed.json')?.length).toBe(1_200_000);
});

test('entries on both sides of the border of 4 GiB', async () => {
  const zip = await archiveAt(4 * GIB - 60, async (to) => {
    for (const name of ['a', 'b', 'c', 'd']) await to.entry(`l/${name}`, name.repeat(20));
  });
  expect([...(await textsOf(zip)).values()].slice(0, 4)).toEqual(
    ['a', 'b', 'c', 'd'].map((name) => name.repeat(20)),
  );
});

test('more than 65,535 entries are counted by another reader', async () => {
  const zip = await archiveAt(0, async (to) => {
    for (let at = 0; at < 66_000; at += 1) await to.entry(`l/${at}`, '');
  });
  expect(zip.entryCount).toBe(66_001);
  zip.close();
});
