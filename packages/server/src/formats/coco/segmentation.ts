import { boxAround } from '../geometry/box.ts';
import { CanonicalPolygon } from '../geometry/canonical-polygon.ts';
import { CopiedParts } from '../geometry/copied-parts.ts';
import { countsBox, countsFill, decodeCounts, encodeCounts } from '../geometry/rle.ts';
import type { Box, Polygon, SegmentationMask } from '../model.ts';
import { isObject } from '../text.ts';

export interface Segmentation {
  shape?: Polygon | SegmentationMask;
  /** What is wrong with it: `segmentation_invalid`, `rle_invalid`. With a shape, only a part of it is. */
  fault?: { code: string; message: string };
}

/**
 * The outline in an annotation's `segmentation`: a list of rings, or run-length counts, compressed or not. `box` is
 * the annotation's own, if it has a good one. Nothing at all is no fault: `null`, `[]` and `[[]]` are common.
 */
export function readSegmentation(value: unknown, box: Box | undefined): Segmentation {
  if (value instanceof CopiedParts) {
    return { shape: new CanonicalPolygon(box ?? value.box, value) };
  }
  if (Array.isArray(value)) return readRings(value, box);
  if (isObject(value)) return readMask(value, box);
  return value === undefined || value === null ? {} : invalid('it is neither a list nor counts');
}

function readRings(value: unknown[], box: Box | undefined): Segmentation {
  const rings = value.some(Array.isArray) ? value : [value];
  const present = rings.filter((ring) => !Array.isArray(ring) || ring.length > 0);
  if (present.length === 0) return {};
  const parts = present.filter(isRing);
  const around = boxAround(...parts);
  if (!around) return invalid('a polygon needs an even number of at least 6 finite numbers');
  const shape: Polygon = { type: 'polygon', parts, box: box ?? around };
  if (parts.length === present.length) return { shape };
  const lost = present.length - parts.length;
  return { shape, ...invalid(`${lost} of ${present.length} polygons are not usable and left out`) };
}

function isRing(ring: unknown): ring is number[] {
  return (
    Array.isArray(ring) && ring.length >= 6 && ring.length % 2 === 0 && ring.every(Number.isFinite)
  );
}

function readMask({ size, counts }: Record<string, unknown>, box: Box | undefined): Segmentation {
  const [height, width] = Array.isArray(size) ? (size as unknown[]) : [];
  if (!isLength(height) || !isLength(width)) return badMask('its size is not [height, width]');
  const runs = typeof counts === 'string' ? decodeCounts(counts) : counts;
  if (!Array.isArray(runs)) return badMask('its counts cannot be read');
  if (!countsFill(runs as number[], height, width)) {
    return badMask(`its counts do not fill ${width} x ${height} pixels`);
  }
  return {
    shape: {
      type: 'segmentation_mask',
      size: [height, width],
      counts: typeof counts === 'string' ? counts : encodeCounts(runs as number[]),
      box: box ?? countsBox(runs as number[], height),
    },
  };
}

const isLength = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) > 0;

const invalid = (message: string): Segmentation => ({
  fault: { code: 'segmentation_invalid', message: `segmentation: ${message}` },
});

const badMask = (message: string): Segmentation => ({
  fault: { code: 'rle_invalid', message: `mask: ${message}` },
});
