import { beforeAll, describe, expect, it } from 'vitest';
import { everything, imageDataset, importFolder } from './support/fixtures.ts';
import { forgeries } from './support/forge.ts';
import { folder, picture, put } from './support/images.ts';
import { fresh, person, type Person } from './support/owners.ts';

interface Item {
  uid: string;
  key: string;
  data_url: string;
  thumbnail_url: string;
}

let john: Person;
let jpeg: Buffer;
let items: Item[];
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const html = '<!doctype html><script>alert(1)</script>';

beforeAll(async () => {
  john = await person(fresh('johndoe'));
  const root = await folder('media');
  jpeg = await picture(root, 'a.jpg', { width: 800, height: 600, seed: 1 });
  await picture(root, 'b.png', { seed: 2 });
  await picture(root, 'c.webp', { seed: 3 });
  await put(root, 'really-a-jpeg.png', jpeg);
  await put(root, 'page.jpg', html);
  await put(root, 'drawing.jpg', svg);
  await put(root, 'drawing.svg', svg);
  await put(root, 'page.html', html);
  await importFolder(john.client, root, `${john.name}/media`, { format: 'images' });
  items = await everything<Item>(john.client, `/datasets/${john.name}/media/items/`);
});

const item = (key: string) => items.find((each) => each.key === key);
const urlOf = (key: string) => item(key)?.data_url ?? '';
const thumbnailOf = (key: string) => item(key)?.thumbnail_url ?? '';
const get = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers });

describe('data_url', () => {
  it('gives the bytes as they were, to a bare GET', async () => {
    const reply = await get(urlOf('a.jpg'));
    expect(reply.status).toBe(200);
    expect(Buffer.from(await reply.arrayBuffer()).equals(jpeg)).toBe(true);
    expect(Number(reply.headers.get('content-length'))).toBe(jpeg.length);
  });

  it.each([
    ['a.jpg', 'image/jpeg'],
    ['b.png', 'image/png'],
    ['c.webp', 'image/webp'],
    ['really-a-jpeg.png', 'image/jpeg'],
  ])('%s is served as %s, by its content', async (key, type) => {
    const reply = await get(urlOf(key));
    expect(reply.headers.get('content-type')).toBe(type);
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    await reply.arrayBuffer();
  });

  it('never serves HTML or SVG inline, whatever its name', async () => {
    for (const { key, data_url, thumbnail_url } of items) {
      for (const url of [data_url, thumbnail_url].filter((each) => each !== null)) {
        const reply = await get(url);
        const type = reply.headers.get('content-type') ?? '';
        expect(type, key).not.toMatch(/html|svg|xml/);
        const content = await reply.text();
        if (reply.status === 200 && /<svg|<script/.test(content)) {
          expect(reply.headers.get('content-disposition'), key).toMatch(/^attachment/);
          expect(type, key).toBe('application/octet-stream');
        }
      }
    }
  });

  it('answers HEAD as it answers GET, without the bytes', async () => {
    const reply = await fetch(urlOf('a.jpg'), { method: 'HEAD' });
    expect(reply.status).toBe(200);
    expect(Number(reply.headers.get('content-length'))).toBe(jpeg.length);
    expect((await reply.arrayBuffer()).byteLength).toBe(0);
  });
});

describe('ranges', () => {
  it.each([
    ['bytes=0-9', 0, 10],
    ['bytes=10-19', 10, 20],
    ['bytes=100-', 100, undefined],
    ['bytes=-50', -50, undefined],
    ['bytes=10-99999999', 10, undefined],
  ] as const)('%s is a 206', async (range, from, to) => {
    const reply = await get(urlOf('a.jpg'), { Range: range });
    const wanted = jpeg.subarray(from, to);
    const start = from < 0 ? jpeg.length + from : from;
    expect(reply.status).toBe(206);
    expect(reply.headers.get('content-range')).toBe(
      `bytes ${start}-${start + wanted.length - 1}/${jpeg.length}`,
    );
    expect(Buffer.from(await reply.arrayBuffer()).equals(wanted)).toBe(true);
  });

  it.each(['bytes=99999999-', 'bytes=99999999-999999999'])('%s is a 416', async (range) => {
    const reply = await get(urlOf('a.jpg'), { Range: range });
    expect(reply.status).toBe(416);
    expect(reply.headers.get('content-range')).toBe(`bytes */${jpeg.length}`);
  });

  it.each(['bytes=abc', 'lines=1-2', ''])('%s is ignored', async (range) => {
    const reply = await get(urlOf('a.jpg'), { Range: range });
    expect(reply.status).toBe(200);
    expect((await reply.arrayBuffer()).byteLength).toBe(jpeg.length);
  });
});

describe('a range whose end is before its start', () => {
  it('may be ignored or refused, as RFC 9110 says, and nothing else', async () => {
    const reply = await get(urlOf('a.jpg'), { Range: 'bytes=9-1' });
    expect([200, 416]).toContain(reply.status);
    await reply.arrayBuffer();
  });
});

describe('caching', () => {
  it('answers 304 to the ETag it gave', async () => {
    const etag = (await get(urlOf('a.jpg'))).headers.get('etag') ?? '';
    expect(etag).toMatch(/^(W\/)?"[^"]+"$/);
    expect((await get(urlOf('a.jpg'), { 'If-None-Match': etag })).status).toBe(304);
    expect((await get(urlOf('a.jpg'), { 'If-None-Match': '"other"' })).status).toBe(200);
  });
});

describe('thumbnails', () => {
  it('are small pictures, the same each time', async () => {
    const url = item('a.jpg')?.thumbnail_url ?? '';
    const [first, second] = [await get(url), await get(url)];
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toMatch(/^image\/(webp|jpeg|png)$/);
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
    const bytes = Buffer.from(await first.arrayBuffer());
    expect(bytes.equals(Buffer.from(await second.arrayBuffer()))).toBe(true);
    const { default: sharp } = await import('sharp');
    const { width, height } = await sharp(bytes).metadata();
    expect(Math.max(width, height)).toBeLessThan(800);
    expect(width / height).toBeCloseTo(800 / 600, 1);
  });
});

describe('signatures', () => {
  it('that were changed are a 403', async () => {
    for (const forged of [...forgeries(urlOf('a.jpg')), ...forgeries(thumbnailOf('a.jpg'))]) {
      expect((await fetch(forged)).status, forged).toBe(403);
    }
  });

  it('open nothing of another dataset', async () => {
    const other = await imageDataset(john, 1);
    const { json } = await john.client.get(`${other.path}/items/`);
    const [mine, theirs] = [urlOf('a.jpg'), json.results[0].data_url as string];
    const [itemOfMine, itemOfTheirs] = [item('a.jpg')?.uid ?? '', json.results[0].uid as string];
    expect(mine).toContain(itemOfMine);
    expect((await fetch(mine.replace(itemOfMine, itemOfTheirs))).status).toBe(404);
    expect((await fetch(theirs.replace(itemOfTheirs, itemOfMine))).status).toBe(404);
  });

  it('leave the store closed to other paths', async () => {
    const url = new URL(urlOf('a.jpg'));
    for (const path of [
      '/media/',
      '/media/../data/',
      '/media/%2e%2e/%2e%2e/etc/passwd',
      '/media/a\0b',
    ]) {
      const reply = await fetch(`${url.origin}${encodeURI(path)}${url.search}`);
      expect(reply.status, path).toBeGreaterThanOrEqual(400);
      expect(reply.status, path).toBeLessThan(500);
    }
  });
});

describe('the import', () => {
  it('takes only what is a picture', () => {
    expect(items.map(({ key }) => key).sort()).toEqual([
      'a.jpg',
      'b.png',
      'c.webp',
      'really-a-jpeg.png',
    ]);
  });
});
