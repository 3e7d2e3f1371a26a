import { boxAround } from '../geometry/box.ts';
import type { Box, Geometry, Keypoint, LabelSpec } from '../model.ts';
import { readSegmentation } from './segmentation.ts';

interface Fault {
  code: string;
  message: string;
}

/** The geometry of an annotation with what had to be repaired, or why it has none. */
export type Shape =
  | { geometry: Geometry; repaired: Fault[]; refused?: never }
  | { geometry?: never; repaired: Fault[]; refused: Fault };

/**
 * The one geometry that says most: keypoints when at least one is labelled, else the segmentation, else the box.
 * What is broken falls back to the next of these.
 */
export function readShape(annotation: Record<string, unknown>, label: LabelSpec): Shape {
  const repaired: Fault[] = [];
  const bbox = readBox(annotation.bbox);
  const { shape, fault } = readSegmentation(annotation.segmentation, bbox.box);
  if (fault) repaired.push(fault);
  const points = readKeypoints(annotation.keypoints, label);
  if (points.fault) repaired.push(points.fault);

  if (points.keypoints) {
    if (shape?.type === 'segmentation_mask') {
      repaired.push({ code: 'mask_dropped', message: 'a mask beside keypoints is not kept' });
    }
    const outline = shape?.type === 'polygon' ? { parts: shape.parts } : {};
    const seen = points.keypoints.filter(([, , visibility]) => visibility > 0);
    const box = bbox.box ?? shape?.box ?? boxAround(seen.flatMap(([x, y]) => [x, y]));
    if (bbox.fault) repaired.push(bbox.fault);
    const geometry: Geometry = {
      type: 'keypoints',
      points: points.keypoints,
      box: box ?? [0, 0, 0, 0],
      ...outline,
    };
    return { geometry, repaired };
  }
  if (shape) {
    if (bbox.fault) repaired.push(bbox.fault);
    return { geometry: shape, repaired };
  }
  if (bbox.box) {
    const [x, y, width, height] = bbox.box;
    return { geometry: { type: 'bounding_box', x, y, width, height }, repaired };
  }
  const missing = { code: 'bbox_missing', message: 'the annotation has no box and no shape' };
  return { repaired: [], refused: bbox.fault ?? fault ?? missing };
}

function readBox(value: unknown): { box?: Box; fault?: Fault } {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0))
    return {};
  if (!isBox(value)) {
    return { fault: { code: 'bbox_invalid', message: 'bbox is not four finite numbers' } };
  }
  const [, , width, height] = value;
  if (width > 0 && height > 0) return { box: value };
  return { fault: { code: 'zero_area', message: `the box measures ${width} x ${height}` } };
}

function isBox(value: unknown): value is Box {
  return Array.isArray(value) && value.length === 4 && value.every(Number.isFinite);
}

function readKeypoints(
  value: unknown,
  label: LabelSpec,
): { keypoints?: Keypoint[]; fault?: Fault } {
  if (value === undefined || value === null) return {};
  const flat = Array.isArray(value) ? (value as unknown[]) : [undefined];
  if (flat.length === 0) return {};
  const expected = label.keypoints?.length;
  const fits = flat.length % 3 === 0 && (expected === undefined || flat.length === expected * 3);
  if (!fits || !flat.every(Number.isFinite)) {
    const message = `keypoints are not ${expected ?? 'some'} triples of finite numbers; left out`;
    return { fault: { code: 'keypoints_invalid', message } };
  }
  const numbers = flat as number[];
  const keypoints: Keypoint[] = [];
  for (let i = 0; i < numbers.length; i += 3) {
    const [x = 0, y = 0, visibility = 0] = numbers.slice(i, i + 3);
    keypoints.push([x, y, visibility > 1 ? 2 : visibility > 0 ? 1 : 0]);
  }
  // Objects without a labelled point carry zeros only: they are boxes or outlines.
  return keypoints.some(([, , visibility]) => visibility > 0) ? { keypoints } : {};
}
