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

/** An image's path below `root`, without the `images` folder: `images/train/x.jpg` is `train/x.jpg`. */
export function keyPath(imagePath: string, root: string): string {
  const inside = root !== '' && imagePath.startsWith(`${root}/`);
  const segments = (inside ? imagePath.slice(root.length + 1) : imagePath).split('/');
  const at = imagesAt(segments);
  return segments.filter((_, i) => i !== at).join('/');
}
