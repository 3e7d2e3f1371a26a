import { withoutSuffix } from '../files/paths.ts';

/** The last folder called `images`, which a label's path has as `labels`; -1 when there is none. */
function imagesAt(segments: string[]): number {
  return segments.slice(0, -1).lastIndexOf('images');
}

/** Where Ultralytics looks for the labels of an image: the last `images` folder is `labels`, the suffix `.txt`. */
export function labelPath(imagePath: string): string {
  const segments = imagePath.split('/');
  const at = imagesAt(segments);
  if (at >= 0) segments[at] = 'labels';
  return `${withoutSuffix(segments.join('/'))}.txt`;
}

/**
 * An image's path below `root`, without the `images` folder of the layout: `images/train/x.jpg` is `train/x.jpg`. That
 * is the first one, unless it is in `root` already; folders of that name further down belong to the key.
 */
export function keyPath(imagePath: string, root: string): string {
  const inside = root !== '' && imagePath.startsWith(`${root}/`);
  const segments = (inside ? imagePath.slice(root.length + 1) : imagePath).split('/');
  const above = inside && root.split('/').includes('images');
  const at = above ? -1 : segments.slice(0, -1).indexOf('images');
  return segments.filter((_, i) => i !== at).join('/');
}
