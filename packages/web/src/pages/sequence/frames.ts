import type { Frame, FrameImage } from '../../api/types.ts';

/** The frame of `?frame=`, which counts from 1 as people do, as an index; what is none is the first or the last. */
export function indexOf(text: string | undefined, frames: number): number {
  const number = /^\d+$/.test(text ?? '') ? Number(text) : 1;
  return clamp(number - 1, frames);
}

/** The nearest index among so many frames. */
export const clamp = (index: number, frames: number): number =>
  Math.max(0, Math.min(index, frames - 1));

/** Items whose annotations are wanted at a time; the API gives those of 200 at once. */
const ITEMS = 200;

/**
 * The frames `[from, to)` whose annotations are wanted while `frame` is shown: the block that it is in and the next, so
 * that a film asks once per block.
 */
export function blockOf(frame: number, views: number): [from: number, to: number] {
  const size = Math.max(1, Math.floor(ITEMS / 2 / Math.max(1, views)));
  const from = Math.floor(frame / size) * size;
  return [from, from + 2 * size];
}

/** The image of a view at a frame, if there is one. */
export const imageOf = (frame: Frame | undefined, view: string): FrameImage | undefined =>
  frame?.images.find((image) => image.camera_id === view);

/** The largest thumbnail that the server makes, its longest side in pixels. */
const LARGEST_THUMBNAIL = 512;

/** The picture for a place of so many device pixels: a thumbnail where more would not be seen. */
export function sourceOf(image: FrameImage, pixels: number): string | null {
  const { image_url: original, width, height } = image;
  // Of an image whose size nobody knows only the original tells it, and annotations are in its pixels.
  if (original === null || width === null || height === null) return original;
  if (pixels > LARGEST_THUMBNAIL) return original;
  return original.replace(/\/original$/, `/thumbnail?size=${LARGEST_THUMBNAIL}`);
}

/** Views narrower than this go onto another row, CSS pixels; the style sheet has the same. */
const NARROWEST = 220;

/** Width of a view in device pixels, where the window is so wide. */
export function placeOf(windowWidth: number, views: number, dpr: number): number {
  const columns = Math.max(1, Math.min(views, Math.floor(windowWidth / NARROWEST)));
  return (windowWidth / columns) * dpr;
}
