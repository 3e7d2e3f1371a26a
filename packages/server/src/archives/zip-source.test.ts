import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ZipArchive } from '../formats/zip/archive.ts';
import { memorySpills } from '../formats/zip/ports.ts';
import { memoryBytes } from './bytes.ts';
import { Scratch } from './scratch.ts';
import { ZipSource } from './zip-source.ts';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await Scratch.make();
});
afterAll(() => scratch.remove());

async function zipped(files: Record<string, string | string[]>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const zip = new ZipArchive((chunk) => void chunks.push(chunk), memorySpills());
  for (const [path, content] of Object.entries(files)) {
    await zip.entry(path, typeof content === 'string' ? content : Readable.from(content));
  }
  await zip.finish();
  return Buffer.concat(chunks);
}

const open = (bytes: Buffer) => ZipSource.open(memoryBytes(bytes), scratch);

const files = {
  'labels/b.txt': 'b',
  'labels/a/z.TXT': 'z'.repeat(5000),
  'labels-not/c.txt': '',
  'large.json': Array.from({ length: 3000 }, (_, at) => `${at} `.repeat(200)),
};

test('lists by path, below a folder, by suffix, and reads what was written', async () => {
  const source = await open(await zipped(files));
  const list = async (...of: [string?, string[]?]) =>
    (await gathered(source.files(...of))).map(({ path }) => path);
  expect(await list()).toEqual([
    'SHA256SUMS',
    'labels-not/c.txt',
    'labels/a/z.TXT',
    'labels/b.txt',
    'large.json',
  ]);
  expect(await list('labels')).toEqual(['labels/a/z.TXT', 'labels/b.txt']);
  expect(await list('', ['.txt'])).toEqual(['labels-not/c.txt', 'labels/a/z.TXT', 'labels/b.txt']);
  expect(await source.stat('labels/a/z.TXT')).toEqual({ path: 'labels/a/z.TXT', size: 5000 });
  expect(await source.stat('labels')).toBeUndefined();
  for (const [path, content] of Object.entries(files)) {
    const text = (await buffer(source.read(path))).toString();
    expect(text).toBe(typeof content === 'string' ? content : content.join(''));
  }
  for await (const piece of source.read('large.json')) {
    expect(piece.length).toBeGreaterThan(0);
    break;
  }
});

test('closes what is no archive', async () => {
  let closed = false;
  const close = async () => void (closed = true);
  const bytes = { ...memoryBytes(Buffer.from('no archive')), close };
  await expect(ZipSource.open(bytes, scratch)).rejects.toThrow();
  expect(closed).toBe(true);
});

async function gathered<T>(all: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of all) found.push(one);
  return found;
}

test('reads parts, of what is stored and of what is packed', async () => {
  const source = await open(await zipped({ ...files, 'stored.bin': '0123456789' }));
  const large = files['large.json'].join('');
  for (const [start, end] of [
    [0, 4],
    [3, 3],
    [7, 100],
    [20, 30],
    [1_000_000, 1_000_009],
  ] as const) {
    const part = async (path: string) =>
      (await buffer(source.read(path, { start, end }))).toString();
    expect(await part('stored.bin')).toBe('0123456789'.slice(start, end));
    expect(await part('large.json')).toBe(large.slice(start, end));
  }
});

const changed = (zip: Buffer, at: number, value: number) => {
  const copy = Buffer.from(zip);
  copy[at] = value;
  return copy;
};

test('what is damaged is an error that names the entry, never other content', async () => {
  const zip = await zipped({ 'a.txt': 'hello' });
  const read = async (bytes: Buffer) => buffer((await open(bytes)).read('a.txt'));
  expect((await read(zip)).toString()).toBe('hello');
  await expect(read(changed(zip, 35, 0))).rejects.toThrow('a.txt: the entry cannot be read');
  await expect(read(changed(zip, 0, 0))).rejects.toThrow('a.txt: the entry cannot be read');
});

test('what is no archive, or is made to harm, is refused as a whole', async () => {
  const zip = await zipped({ 'aa/b': 'hello', 'aa/c': 'hello' });
  const refusal = (bytes: Buffer) =>
    open(bytes).then(
      () => 'taken',
      (error: Error) => error.message,
    );
  expect(await refusal(Buffer.from('no archive'))).toMatch('no ZIP archive');
  expect(await refusal(zip.subarray(0, -30))).toMatch('no ZIP archive');
  const rename = (to: string) => {
    const copy = Buffer.from(zip);
    copy.write(to, copy.lastIndexOf('aa/b'));
    return copy;
  };
  expect(await refusal(rename('../b'))).toMatch('no ZIP archive');
  expect(await refusal(rename('/a/b'))).toMatch('no ZIP archive');
  const directory = zip.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  expect(await refusal(changed(zip, directory + 8, 9))).toMatch('no ZIP archive');
  expect(await refusal(changed(zip, directory + 10, 12))).toMatch('unknown way');
  // Two entries that state more bytes than there are must share some of them.
  const stated = changed(changed(zip, directory + 21, 2), directory + 25, 2);
  expect(await refusal(stated)).toMatch('overlap');
});
