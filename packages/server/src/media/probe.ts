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

/**
 * Type and displayed size of an image, from its first bytes and its end; the pixels are decoded only when the end does
 * not show that the file is whole. `path` is absolute. Damage in the middle of a file is not found.
 */
export async function probeImage(path: string): Promise<ProbeResult> {
  const { head, tail, size } = await ends(path);
  const contentType = sniffContentType(head);
  if (!contentType?.startsWith('image/')) {
    return { refused: 'not_an_image', message: 'Its first bytes are not those of an image.' };
  }
  const dimensions = await displayedSize(path, contentType, head);
  if (!dimensions) {
    return { refused: 'media_unreadable', message: `Its ${contentType} header cannot be read.` };
  }
  if (!looksComplete(contentType, head, tail, size) && !(await decodes(path, contentType))) {
    return { refused: 'media_truncated', message: 'The file ends before the image does.' };
  }
  return { contentType, ...dimensions, size };
}

async function ends(path: string): Promise<{ head: Buffer; tail: Buffer; size: number }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(SNIFF_BYTES, size));
    const tail = Buffer.alloc(Math.min(TAIL_BYTES, size));
    await file.read(head, 0, head.length, 0);
    await file.read(tail, 0, tail.length, size - tail.length);
    return { head, tail, size };
  } finally {
    await file.close();
  }
}

async function displayedSize(
  path: string,
  contentType: string,
  head: Buffer,
): Promise<{ width: number; height: number } | undefined> {
  // libvips as shipped has no reader for bitmaps; their header is two numbers, and a negative height means top-down.
  const { width, height } =
    contentType === 'image/bmp'
      ? { width: head.readInt32LE(18), height: Math.abs(head.readInt32LE(22)) }
      : await sharp(path, { failOn: 'none', limitInputPixels: false })
          .metadata()
          .then((metadata) => metadata.autoOrient)
          .catch(() => ({ width: 0, height: 0 }));
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** Decodes everything into a stamp-sized image: constant memory for formats that are read line by line. */
async function decodes(path: string, contentType: string): Promise<boolean> {
  if (contentType === 'image/bmp') return false;
  try {
    await sharp(path, { failOn: 'truncated', sequentialRead: true }).resize(8, 8).toBuffer();
    return true;
  } catch {
    return false;
  }
}
