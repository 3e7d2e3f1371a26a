import type { Annotation } from '../../api/annotations.ts';
import type { Item } from '../../api/types.ts';
import type { Drawn } from '../../canvas/draw.ts';
import { boundsOf } from '../../canvas/geometry.ts';
import type { Size } from './stage/view.ts';

/** An annotation as the page shows it: what the API says, and how it is drawn. */
export interface Shown extends Drawn {
  project: string;
  annotation: Annotation;
}

/** Pixels of the displayed image; of one whose size nobody knows, as large as what is on it. */
export function sizeOf({ metadata }: Pick<Item, 'metadata'>, shown: readonly Drawn[]): Size {
  const [width, height] = [Number(metadata['width']), Number(metadata['height'])];
  if (width > 0 && height > 0) return { width, height };
  const size = { width: 640, height: 480 };
  for (const { geometry } of shown) {
    const [x = 0, y = 0, w = 0, h = 0] = boundsOf(geometry) ?? [];
    size.width = Math.max(size.width, x + w);
    size.height = Math.max(size.height, y + h);
  }
  return size;
}
