import type { Box, Geometry } from '../model.ts';
import { boxAround, enclosingBox } from './box.ts';
import { FIT_TOLERANCE } from './fit.ts';

/** Sizes of images in pixels, both ends included. */
export interface ImageSizes {
  minWidth: number;
  maxWidth: number;
  minHeight: number;
  maxHeight: number;
}

/** The widest image that the catalogue holds. */
const MAX_PIXELS = 2 ** 31 - 1;

/**
 * The sizes of the images into which `fitToImage` takes the geometry exactly as it is. Undefined when there is none,
 * or when only `fitToImage` itself can tell: outlines with stated boxes that are not usable, and points at the border.
 */
export function takenAsIs(geometry: Geometry): ImageSizes | undefined {
  switch (geometry.type) {
    case 'classification':
      return sizesAround([0, 0, 1, 1]);
    case 'bounding_box':
      return geometry.width > 0 && geometry.height > 0
        ? sizesAround(enclosingBox(geometry))
        : undefined;
    case 'polygon':
      return geometry.box.every(Number.isFinite) ? sizesAround(enclosingBox(geometry)) : undefined;
    case 'segmentation_mask': {
      const sizes = sizesAround(geometry.box);
      const [height, width] = geometry.size;
      if (!sizes || width < sizes.minWidth || height < sizes.minHeight) return undefined;
      return { minWidth: width, maxWidth: width, minHeight: height, maxHeight: height };
    }
    case 'keypoints': {
      const seen = geometry.points.filter(([, , visibility]) => visibility > 0);
      const finite = geometry.points.every((point) => point.every(Number.isFinite));
      const { box, parts = [] } = geometry;
      if (!finite || seen.length === 0 || (geometry.parts && parts.length === 0)) return undefined;
      const [x, y, width, height] = box;
      const corners = [x, y, x + width, y + height];
      return sizesAround(boxAround(corners, ...seen.map(([px, py]) => [px, py]), ...parts));
    }
    case 'polyline':
    case 'cuboid':
      return undefined;
    // Relations need the spans beside them.
    case 'text_span':
    case 'text_relation':
    case 'audio_span':
    case 'transcript':
      return undefined;
  }
}

/** Of the images that a box lies in, or over whose border it reaches by no more than is tolerated. */
function sizesAround(box: Box | undefined): ImageSizes | undefined {
  if (!box?.every(Number.isFinite)) return undefined;
  const [x, y, width, height] = box;
  const minWidth = smallest(x, width);
  const minHeight = smallest(y, height);
  if (minWidth === undefined || minHeight === undefined) return undefined;
  return { minWidth, maxWidth: MAX_PIXELS, minHeight, maxHeight: MAX_PIXELS };
}

function smallest(start: number, length: number): number | undefined {
  const end = start + length;
  const isInReach = start >= -FIT_TOLERANCE && end < MAX_PIXELS;
  // Lengths that vanish beside their start have no area.
  if (!(length > 0 && end > Math.max(start, 0) && isInReach)) return undefined;
  // Something of it has to lie inside, and no more than the tolerance outside.
  const least = Math.max(1, Math.floor(start) + 1, Math.ceil(end - FIT_TOLERANCE));
  return end - least <= FIT_TOLERANCE ? least : least + 1;
}
