/** Bytes of the end that `looksComplete` wants to see. */
export const TAIL_BYTES = 64;

/**
 * Whether the container's own marks say that the file is all there. False means "cannot tell from the ends": cameras
 * append data after a JPEG's end mark, so only decoding can tell.
 */
export function looksComplete(
  contentType: string,
  head: Buffer,
  tail: Buffer,
  size: number,
): boolean {
  switch (contentType) {
    case 'image/jpeg':
      return tail.subarray(-2).equals(Buffer.from([0xff, 0xd9]));
    case 'image/png':
      return tail.subarray(-12).equals(PNG_END);
    case 'image/gif':
      return tail.at(-1) === 0x3b;
    case 'image/webp':
      return head.readUInt32LE(4) + 8 <= size;
    case 'image/bmp':
      return bmpBytes(head) <= size;
    default:
      return false;
  }
}

// Length 0, "IEND", and its checksum, which is always the same.
const PNG_END = Buffer.from('0000000049454e44ae426082', 'hex');

/** Bytes an uncompressed bitmap needs; the header's own size field is often wrong. */
function bmpBytes(head: Buffer): number {
  const width = Math.abs(head.readInt32LE(18));
  const height = Math.abs(head.readInt32LE(22));
  const bits = head.readUInt16LE(28);
  const compressed = head.readUInt32LE(30) === 1 || head.readUInt32LE(30) === 2;
  const rows = Math.floor((width * bits + 31) / 32) * 4 * height;
  return compressed ? 0 : head.readUInt32LE(10) + rows;
}
