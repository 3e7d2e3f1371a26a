import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readPng } from './read.ts';
import { writePng } from './write.ts';

const [width, height] = [13, 7];
const rgb = Buffer.from(Array.from({ length: width * height * 3 }, (_, at) => (at * 37) % 256));
const expected = Array.from({ length: width * height }, (_, at) => rgb.readUIntBE(at * 3, 3));
const image = () => sharp(rgb, { raw: { width, height, channels: 3 } });

describe('readPng', () => {
  it.each([
    ['true colour, filtered', () => image().png({ adaptiveFiltering: true })],
    ['with alpha', () => image().ensureAlpha().png()],
  ])('%s', async (_name, make) => {
    const png = readPng(await make().toBuffer());
    expect([png?.width, png?.height]).toEqual([width, height]);
    expect(Array.from(png?.pixels ?? [])).toEqual(expected);
  });

  it('reads what it writes, and so do others', async () => {
    const pixels = Uint8Array.from({ length: width * height }, (_, at) => at % 3);
    const file = writePng(width, height, pixels, [
      [0, 0, 0],
      [1, 2, 3],
      [255, 0, 9],
    ]);
    const colors = Array.from(pixels, (index) => [0, 0x010203, 0xff0009][index]);
    expect(Array.from(readPng(file)?.pixels ?? [])).toEqual(colors);
    const { data } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(Array.from(colors, (_, at) => data.readUIntBE(at * 3, 3))).toEqual(colors);
  });

  it('reads few bits per pixel', async () => {
    const grey = sharp(Buffer.from([0, 255, 255, 0]), {
      raw: { width: 2, height: 2, channels: 1 },
    });
    const png = readPng(await grey.png({ palette: true, colours: 2 }).toBuffer());
    expect(Array.from(png?.pixels ?? [])).toEqual([0, 0xffffff, 0xffffff, 0]);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['another file', Buffer.from('GIF89a, and so on and so forth')],
    ['a cut one', writePng(4, 4, new Uint8Array(16), [[0, 0, 0]]).subarray(0, 60)],
  ])('takes %s for no image', (_name, file) => {
    expect(readPng(file)).toBeUndefined();
  });
});
