import { createHash } from 'node:crypto';
import { crc32, inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ZipArchive } from './archive.ts';
import { memorySpills } from './ports.ts';

async function archive(fill: (zip: ZipArchive) => Promise<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const zip = new ZipArchive((chunk) => void chunks.push(chunk), memorySpills());
  await fill(zip);
  const { bytes } = await zip.finish();
  const whole = Buffer.concat(chunks);
  expect(bytes).toBe(whole.length);
  return whole;
}

/** Reads the archive back from its table of contents, as readers do. */
function read(zip: Buffer) {
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  let at = zip.readUInt32LE(end + 16);
  const files = new Map<string, { method: number; text: string; flags: number }>();
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const [flags, method] = [zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 10)];
    let packed = zip.readUInt32LE(at + 20);
    const [nameLength, extraLength] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30)];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (packed === 0xffffffff) packed = Number(zip.readBigUInt64LE(at + 46 + nameLength + 12));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + packed);
    const content = method === 8 ? inflateRawSync(data) : data;
    expect(crc32(content)).toBe(zip.readUInt32LE(at + 16));
    files.set(name, { method, flags, text: content.toString('utf8') });
    at += 46 + nameLength + extraLength;
  }
  return files;
}

async function* pieces(count: number, text: string) {
  for (let at = 0; at < count; at += 1) yield text;
}

const bytes = (text: string) => () => pieces(1, text) as unknown as AsyncIterable<Buffer>;
const buffers = (...texts: string[]) =>
  async function* () {
    for (const text of texts) yield Buffer.from(text);
  };

test('gives back what was put in: small, large, streamed, media, unicode names, empty', async () => {
  const zip = await archive(async (to) => {
    await to.entry('labels/ü/图.txt', '0 0.5 0.5 1 1\n');
    await to.entry('large.json', 'x'.repeat(5000));
    await to.entry('held.json', pieces(10, 'small'));
    await to.entry('streamed.json', pieces(3000, 'y'.repeat(1000)));
    await to.media('images/a.jpg', 6, buffers('abc', 'def'));
    await to.entry('empty.txt', '');
  });
  const files = read(zip);
  expect([...files.keys()]).toEqual([
    'labels/ü/图.txt',
    'large.json',
    'held.json',
    'streamed.json',
    'images/a.jpg',
    'empty.txt',
    'SHA256SUMS',
  ]);
  expect(files.get('labels/ü/图.txt')).toMatchObject({ method: 0, flags: 1 << 11 });
  expect(files.get('large.json')).toMatchObject({ method: 8, text: 'x'.repeat(5000) });
  expect(files.get('held.json')).toMatchObject({ flags: 1 << 11, text: 'small'.repeat(10) });
  expect(files.get('streamed.json')?.flags).toBe((1 << 11) | (1 << 3));
  expect(files.get('streamed.json')?.text.length).toBe(3_000_000);
  expect(files.get('images/a.jpg')).toMatchObject({ method: 0, text: 'abcdef' });
  expect(files.get('empty.txt')?.text).toBe('');
});

test('an archive without entries is an archive', async () => {
  const files = read(await archive(async () => undefined));
  expect([...files].map(([path, { text }]) => [path, text])).toEqual([['SHA256SUMS', '']]);
});

test('SHA256SUMS names every other entry, however it was written', async () => {
  const large = 9 * 1024 * 1024;
  const zip = await archive(async (to) => {
    await to.entry('labels/ü 图.txt', 'small');
    await to.entry('streamed.json', pieces(3000, 'y'.repeat(1000)));
    await to.media('images/a.jpg', 6, buffers('abc', 'def'));
    await to.media('images/b.bin', large, () => half(large));
    await to.entry('report.json', '{}');
  });
  const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
  expect(read(zip).get('SHA256SUMS')?.text).toBe(
    [
      `${sha256('small')}  labels/ü 图.txt\n`,
      `${sha256('y'.repeat(3_000_000))}  streamed.json\n`,
      `${sha256('abcdef')}  images/a.jpg\n`,
      `${sha256(Buffer.alloc(large))}  images/b.bin\n`,
      `${sha256('{}')}  report.json\n`,
    ].join(''),
  );
});

test('nothing else may be called SHA256SUMS', async () => {
  await expect(archive((to) => to.entry('SHA256SUMS', ''))).rejects.toThrow('Already');
});

test('the same entries give the same bytes', async () => {
  const fill = async (to: ZipArchive) => {
    await to.entry('a.txt', 'a'.repeat(1000));
    await to.entry('b.txt', pieces(2000, 'b'.repeat(1000)));
  };
  expect((await archive(fill)).equals(await archive(fill))).toBe(true);
});

test('refuses media of another size than stated, and media that changes between two reads', async () => {
  await expect(archive((to) => to.media('i/a', 5, buffers('abc')))).rejects.toThrow('has 3');
  await expect(archive((to) => to.media('i/a', 2, buffers('abc')))).rejects.toThrow('has more');
  const size = 9 * 1024 * 1024;
  let reads = 0;
  const changing = async function* () {
    yield Buffer.alloc(size, reads++);
  };
  await expect(archive((to) => to.media('i/a', size, changing))).rejects.toThrow('changed');
  expect(reads).toBe(2);
});

test('passes on a failure in the middle of streamed content', async () => {
  const failing = async function* () {
    yield* pieces(2000, 'z'.repeat(1000));
    throw new Error('the database went away');
  };
  await expect(archive((to) => to.entry('a.json', failing()))).rejects.toThrow('went away');
});

test.each(['../a', '/a', 'a/../b', 'a//b', 'a\\b', 'C:a', 'a\0', '', '.', 'a/', '\ud800'])(
  'refuses the path %j',
  async (path) => {
    await expect(archive((to) => to.entry(path, ''))).rejects.toThrow('safe path');
    await expect(archive((to) => to.media(path, 1, bytes('a')))).rejects.toThrow('safe path');
  },
);

test('refuses a second file of the same name at the top', async () => {
  const twice = async (to: ZipArchive) => {
    await to.entry('data.yaml', '');
    await to.entry('data.yaml', '');
  };
  await expect(archive(twice)).rejects.toThrow('Already');
});

test('waits for a slow output', async () => {
  let running = 0;
  let most = 0;
  const slow = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running -= 1;
  };
  const zip = new ZipArchive(slow, memorySpills());
  for (let at = 0; at < 20; at += 1) await zip.media(`i/${at}`, 300_000, () => half(300_000));
  await zip.finish();
  expect(most).toBe(1);
});

async function* half(size: number) {
  yield Buffer.alloc(size / 2);
  yield Buffer.alloc(size / 2);
}

test('stores what is packed already, however long it is', async () => {
  const size = 3_000_000;
  const zip = await archive((to) =>
    to.entry('a.parquet', pieces(size / 1000, 'y'.repeat(1000)), { packed: true }),
  );
  expect(read(zip).get('a.parquet')?.text).toHaveLength(size);
  expect(zip.length).toBeGreaterThan(size);
});
