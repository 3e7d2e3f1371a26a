import { open } from 'node:fs/promises';
import sharp from 'sharp';
import { looksComplete, TAIL_BYTES } from './complete.ts';
import { sniffContentType, SNIFF_BYTES } from './sniff.ts';

export interface ImageProbe {
  contentType: string;
  /** Pixels as displayed, after the EXIF orientation. */
  width: number;
  height: number;
  /** Bytes of the file. */
  size: number;
}

export type ProbeRefusal = 'not_an_image' | 'media_unreadable' | 'media_truncated';

export type ProbeResult = ImageProbe | { refused: ProbeRefusal; message: string };

// libvips keeps files open and pixels in memory to speed up a second look; an import looks once.
sharp.cache(false);

/** Offsets in a file: from `start` up to, and without, `end`. */
export interface FilePart {
  start: number;
  end: number;
}

/** Bytes of a part of a file; it is read into memory, as libvips reads whole files only. */
const MAX_PART = 256 * 1024 * 1024;

/**
 * Type and displayed size of an image, from its first bytes and its end; the pixels are decoded only when the end does
 * not show that the file is whole. `path` is absolute, `part` says where in that file the image stands when that is an
 * archive. Damage in the middle of a file is not found.
 */
export async function probeImage(path: string, part?: FilePart): Promise<ProbeResult> {
  const { head, tail, size } = await ends(path, part);
  const contentType = sniffContentType(head);
  if (!contentType?.startsWith('image/')) {
    return { refused: 'not_an_image', message: 'Its first bytes are not those of an image.' };
  }
  if (part && size > MAX_PART) {
    return { refused: 'media_unreadable', message: `It has more than ${MAX_PART} bytes.` };
  }
  const image = part ? await contentOf(path, part) : path;
  const dimensions = await displayedSize(image, contentType, head);
  if (!dimensions) {
    return { refused: 'media_unreadable', message: `Its ${contentType} header cannot be read.` };
  }
  if (!looksComplete(contentType, head, tail, size) && !(await decodes(image, contentType))) {
    return { refused: 'media_truncated', message: 'The file ends before the image does.' };
  }
  return { contentType, ...dimensions, size };
}

/** The same for bytes that are in memory. */
export async function probeBytes(bytes: Buffer): Promise<ProbeResult> {
  const contentType = sniffContentType(bytes);
  if (!contentType?.startsWith('image/')) {
    return { refused: 'not_an_image', message: 'Its first bytes are not those of an image.' };
  }
  const head = bytes.subarray(0, SNIFF_BYTES);
  const dimensions = await displayedSize(bytes, contentType, head);
  if (!dimensions) {
    return { refused: 'media_unreadable', message: `Its ${contentType} header cannot be read.` };
  }
  const whole = looksComplete(contentType, head, bytes.subarray(-TAIL_BYTES), bytes.length);
  if (!whole && !(await decodes(bytes, contentType))) {
    return { refused: 'media_truncated', message: 'The file ends before the image does.' };
  }
  return { contentType, ...dimensions, size: bytes.length };
}

async function ends(
  path: string,
  part: FilePart | undefined,
): Promise<{ head: Buffer; tail: Buffer; size: number }> {
  const file = await open(path, 'r');
  try {
    const { start, end } = part ?? { start: 0, end: (await file.stat()).size };
    const size = end - start;
    const head = Buffer.alloc(Math.min(SNIFF_BYTES, size));
    const tail = Buffer.alloc(Math.min(TAIL_BYTES, size));
    await file.read(head, 0, head.length, start);
    await file.read(tail, 0, tail.length, end - tail.length);
    return { head, tail, size };
  } finally {
    await file.close();
  }
}

async function contentOf(path: string, { start, end }: FilePart): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const content = Buffer.alloc(end - start);
    const { bytesRead } = await file.read(content, 0, content.length, start);
    return content.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function displayedSize(
  image: string | Buffer,
  contentType: string,
  head: Buffer,
): Promise<{ width: number; height: number } | undefined> {
  // libvips as shipped has no reader for bitmaps; their header is two numbers, and a negative height means top-down.
  const { width, height } =
    contentType === 'image/bmp'
      ? { width: head.readInt32LE(18), height: Math.abs(head.readInt32LE(22)) }
      : await sharp(image, { failOn: 'none', limitInputPixels: false })
          .metadata()
          .then((metadata) => metadata.autoOrient)
          .catch(() => ({ width: 0, height: 0 }));
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** Decodes everything into a stamp-sized image: constant memory for formats that are read line by line. */
async function decodes(image: string | Buffer, contentType: string): Promise<boolean> {
  if (contentType === 'image/bmp') return false;
  try {
    await sharp(image, { failOn: 'truncated', sequentialRead: true }).resize(8, 8).toBuffer();
    return true;
  } catch {
    return false;
  }
}
