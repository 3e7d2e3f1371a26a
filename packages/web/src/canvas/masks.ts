import { rgbOf } from './classes.ts';
import type { Mask } from './geometry.ts';
import type { MaskReply, MaskRequest } from './mask-worker.ts';

/** How opaque the inside of a mask is, of 255; its border is opaque. */
const ALPHA = 105;
/** Pictures kept: a few screens of them. Those not drawn for the longest time go first. */
const KEPT = 600;

const pictures = new Map<string, ImageBitmap | 'asked' | null>();
const waiting = new Map<number, { key: string; ready: () => void }>();
let worker: Worker | undefined;
let asked = 0;

/**
 * The picture of a mask's box in `colour`, with at most about `pixels` pixels on its longer side. Undefined while a
 * worker makes it; then `ready` is called once. Null when the mask is broken.
 */
export function maskPicture(
  mask: Mask,
  uid: string,
  colour: string,
  pixels: number,
  ready: () => void,
): ImageBitmap | null | undefined {
  const box = wholePixels(mask);
  const step = Math.max(1, Math.floor(Math.max(box[2], box[3]) / pixels));
  const key = `${uid} ${step} ${colour} ${mask.counts.length}`;
  const known = pictures.get(key);
  if (known !== undefined) {
    // Taken out and put in again it is the youngest.
    pictures.delete(key);
    pictures.set(key, known);
    if (known !== 'asked') return known;
    return undefined;
  }
  pictures.set(key, 'asked');
  forget();
  ask(
    { counts: mask.counts, height: mask.size[0], box, step, rgb: rgbOf(colour), alpha: ALPHA },
    key,
    ready,
  );
  return undefined;
}

/** The box in whole pixels, inside the mask. */
export function wholePixels({ box: [x, y, width, height], size: [rows, columns] }: Mask) {
  const left = Math.min(Math.max(0, Math.floor(x)), columns);
  const top = Math.min(Math.max(0, Math.floor(y)), rows);
  const right = Math.min(columns, Math.ceil(x + width));
  const bottom = Math.min(rows, Math.ceil(y + height));
  return [left, top, Math.max(1, right - left), Math.max(1, bottom - top)] as [
    number,
    number,
    number,
    number,
  ];
}

function ask(request: Omit<MaskRequest, 'id'>, key: string, ready: () => void): void {
  worker ??= start();
  const id = ++asked;
  waiting.set(id, { key, ready });
  worker.postMessage({ id, ...request } satisfies MaskRequest);
}

function start(): Worker {
  const started = new Worker(new URL('./mask-worker.ts', import.meta.url), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<MaskReply>) => {
    const request = waiting.get(data.id);
    waiting.delete(data.id);
    if (!request) return;
    pictures.set(request.key, data.bitmap);
    request.ready();
  };
  return started;
}

function forget(): void {
  for (const [key, picture] of pictures) {
    if (pictures.size <= KEPT) return;
    pictures.delete(key);
    if (picture instanceof ImageBitmap) picture.close();
  }
}
