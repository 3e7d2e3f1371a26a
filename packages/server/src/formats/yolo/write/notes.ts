import type { ExportItem, ReportCounter } from '../../model.ts';
import { splitExtension } from '../../entry.ts';

/** Shorter sides are refused by the trainer. */
const LEAST_PIXELS = 10;

/** The kinds of image that the trainer looks for; it passes over all others without a word. */
const READ = new Set(
  'avif bmp dng heic jp2 jpeg jpeg2000 jpg mpo pfm png tif tiff webp'.split(' '),
);

/** Reports what the trainer will say about the image, from what is known without its bytes. */
export function noteImage(item: ExportItem, report: ReportCounter): void {
  if (Math.min(item.width ?? 0, item.height ?? 0) < LEAST_PIXELS) {
    report.itemChanged('image_below_10_px', item);
  }
  if (!READ.has(extensionOf(item))) report.itemChanged('extension_not_read', item);
}

/** The content, watched: a JPEG that does not end with its end mark is reported (trainers rewrite it). */
export async function* noteEnd(
  item: ExportItem,
  content: AsyncIterable<Buffer>,
  report: ReportCounter,
): AsyncGenerator<Buffer> {
  let end = Buffer.alloc(0);
  for await (const piece of content) {
    end = Buffer.concat([end, piece.subarray(-2)]).subarray(-2);
    yield piece;
  }
  const whole = end.equals(Buffer.from([0xff, 0xd9]));
  if (!whole && ['jpg', 'jpeg'].includes(extensionOf(item))) {
    report.itemChanged('jpeg_not_terminated', item);
  }
}

function extensionOf(item: ExportItem): string {
  return splitExtension(item.entry).extension.slice(1).toLowerCase();
}
