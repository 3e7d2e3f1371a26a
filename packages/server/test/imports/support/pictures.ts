import sharp from 'sharp';

/** A picture whose pixels depend on `seed`, so that no two are the same bytes. */
const plain = (width: number, height: number, seed: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: { r: seed % 256, g: (seed >> 8) % 256, b: 100 },
    },
  });

export const jpeg = (width: number, height: number, seed = 0, orientation?: number) =>
  plain(width, height, seed)
    .withMetadata(orientation === undefined ? {} : { orientation })
    .jpeg()
    .toBuffer();

export const png = (width: number, height: number, seed = 0) =>
  plain(width, height, seed).png().toBuffer();

/** An uncompressed 24-bit bitmap. */
export function bmp(width: number, height: number): Buffer {
  const row = Math.ceil((width * 3) / 4) * 4;
  const bytes = Buffer.alloc(54 + row * height, 0x55);
  bytes.write('BM', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(0, 6);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  bytes.fill(0, 30, 54);
  return bytes;
}
