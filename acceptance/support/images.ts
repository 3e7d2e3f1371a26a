import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import sharp from 'sharp';

/** A folder of one's own under the import root; the server's folder goes with the suite. */
export async function folder(name: string): Promise<string> {
  await mkdir(inject('importRoot'), { recursive: true });
  return mkdtemp(join(inject('importRoot'), `${name}-`));
}

export interface Picture {
  width: number;
  height: number;
  /** Makes the bytes of each picture its own. */
  seed: number;
}

const SIZE = { width: 64, height: 48 };

/** A real picture; the format follows the extension of `key`: jpg, png or webp. */
export async function picture(
  root: string,
  key: string,
  { width, height, seed }: Partial<Picture> = {},
): Promise<Buffer> {
  const n = seed ?? 0;
  const image = sharp({
    create: {
      width: width ?? SIZE.width,
      height: height ?? SIZE.height,
      channels: 3,
      background: { r: n % 256, g: (n >> 8) % 256, b: (n * 37) % 256 },
    },
  });
  const format = key.endsWith('.png') ? 'png' : key.endsWith('.webp') ? 'webp' : 'jpeg';
  const bytes = await image.toFormat(format).toBuffer();
  await put(root, key, bytes);
  return bytes;
}

export async function put(root: string, path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

/** `count` pictures named `image_000.jpg` and so on. Returns the keys. */
export async function pictures(root: string, count: number, prefix = 'image_'): Promise<string[]> {
  const keys = Array.from(
    { length: count },
    (_, n) => `${prefix}${String(n).padStart(3, '0')}.jpg`,
  );
  for (const [seed, key] of keys.entries()) await picture(root, key, { seed });
  return keys;
}

/** `<sequence>/<view>/<frame>.jpg`; returns the number of files. */
export async function sequenceFolders(
  root: string,
  sequences: string[],
  views: string[],
  frames: number,
): Promise<number> {
  let seed = 0;
  for (const sequence of sequences) {
    for (const view of views) {
      for (let frame = 0; frame < frames; frame++) {
        const key = join(sequence, view, `${String(frame).padStart(4, '0')}.jpg`);
        await picture(root, key, { seed: seed++ });
      }
    }
  }
  return seed;
}
