import { boxAround } from '../geometry/box.ts';
import type { Box, Geometry, Keypoint } from '../model.ts';
import type { YoloConfig } from './config.ts';

/** How far a fraction may lie outside of [0, 1]: Ultralytics drops the whole image beyond it. */
const MARGIN = 0.01;

export type RowShape = 'detect' | 'segment' | 'obb' | 'pose';

/** A row of a label file: its class and shape in fractions of the image, or why it is refused. */
export type Row =
  | { classIndex: number; geometry: Geometry; repaired: Fault[]; refused?: never }
  | { refused: Fault };

interface Fault {
  code: string;
  message: string;
}

/**
 * What Ultralytics takes a whole label file for: one row of more than 6 values makes all rows outlines. Those of turned
 * boxes look the same.
 */
export function shapeOf(
  rows: readonly string[][],
  { keypoints, task }: Pick<YoloConfig, 'keypoints' | 'task'>,
): RowShape {
  if (keypoints) return 'pose';
  if (!rows.some((values) => values.length > 6)) return 'detect';
  return task === 'obb' ? 'obb' : 'segment';
}

/** Reads `class value…`; `shape` is that of the whole file. */
export function readRow(
  values: string[],
  shape: RowShape,
  keypoints: YoloConfig['keypoints'],
): Row {
  const [classIndex = NaN, ...stated] = values.map(toNumber);
  if (stated.some((value) => !Number.isFinite(value))) {
    const isWord = values.some(
      (text) => !/^[+-]?(nan|inf(inity)?)$/i.test(text) && Number.isNaN(toNumber(text)),
    );
    return isWord
      ? refuse('yolo_row_invalid', 'a value is not a number')
      : refuse('not_finite', 'a value is not finite');
  }
  if (!Number.isSafeInteger(classIndex) || classIndex < 0) {
    return refuse('yolo_class_invalid', `"${values[0] ?? ''}" is not a class number`);
  }
  const box = stated.length === 4;
  const pose = keypoints && stated.length === 4 + keypoints.count * keypoints.size;
  const outlines = shape === 'segment' || shape === 'obb';
  const ring = outlines && stated.length >= 6 && stated.length % 2 === 0;
  if (shape === 'pose' ? !pose : !box && !ring) {
    return refuse('yolo_row_invalid', `a row of ${values.length} values is none of ${shape}`);
  }
  if (ring) return readRing(classIndex, stated, shape === 'obb' && stated.length === 8);
  const places = pose ? stated.slice(0, 4) : stated;
  if (places.some(isFarOut)) {
    return refuse('yolo_out_of_range', 'a value is not between 0 and 1');
  }
  const repaired: Fault[] = [];
  const isOut = places.some((value) => value < 0 || value > 1);
  if (isOut) repaired.push(clipped);
  if (outlines) {
    const message = 'a box between polygons; Ultralytics would read it as a line of two points';
    repaired.push({ code: 'yolo_mixed_rows', message });
  }
  const around = toBox(places, isOut);
  if (!(around[2] > 0 && around[3] > 0)) return refuse('zero_area', 'the box has no area');
  if (pose)
    return { classIndex, repaired, geometry: readPose(stated.slice(4), keypoints.size, around) };
  const [x, y, width, height] = around;
  return { classIndex, repaired, geometry: { type: 'bounding_box', x, y, width, height } };
}

/** An outline, or the corners of a turned box, which are not cut: another shape would come of it. */
function readRing(classIndex: number, stated: number[], oriented: boolean): Row {
  const limits = oriented ? centred(boxAround(stated)) : stated;
  if (limits.some(isFarOut)) return refuse('yolo_out_of_range', 'a value is not between 0 and 1');
  const part = oriented ? stated : stated.map(clip);
  const box = boxAround(part) ?? [0, 0, 0, 0];
  const isCut = part.some((value, i) => value !== stated[i]);
  return {
    classIndex,
    geometry: { type: 'polygon', parts: [part], box, ...(oriented ? { oriented } : {}) },
    repaired: isCut ? [clipped] : [],
  };
}

/** Centre and size of a box, which is what Ultralytics looks at. */
function centred([x, y, width, height]: Box = [0, 0, 0, 0]): Box {
  return [x + width / 2, y + height / 2, width, height];
}

function readPose(values: number[], size: 2 | 3, box: Box): Geometry {
  const points: Keypoint[] = [];
  for (let i = 0; i < values.length; i += size) {
    const [x = 0, y = 0, stated = 2] = values.slice(i, i + size);
    // With two values to a point, a negative one marks a point that is not labelled.
    const visibility = x < 0 || y < 0 ? 0 : stated > 1 ? 2 : stated > 0 ? 1 : 0;
    points.push(visibility === 0 ? [0, 0, 0] : [x, y, visibility]);
  }
  if (points.some(([, , visibility]) => visibility > 0)) return { type: 'keypoints', points, box };
  const [x, y, width, height] = box;
  return { type: 'bounding_box', x, y, width, height };
}

/** Corner and size from centre and size; clipped to the image only when a value is out, to keep the rest exact. */
function toBox(values: number[], cut: boolean): Box {
  const [cx = 0, cy = 0, width = 0, height = 0] = values;
  const [left, top] = [cx - width / 2, cy - height / 2];
  if (!cut) return [left, top, width, height];
  const [x, y] = [clip(left), clip(top)];
  return [x, y, clip(left + width) - x, clip(top + height) - y];
}

const clipped: Fault = {
  code: 'yolo_value_clipped',
  message: 'a value is just outside of 0 to 1',
};

const isFarOut = (value: number) => value < -MARGIN || value > 1 + MARGIN;

const clip = (value: number) => Math.min(1, Math.max(0, value));

/** NaN for everything that is no plain decimal number; `1e-05` is one. */
function toNumber(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
}

const refuse = (code: string, message: string): Row => ({ refused: { code, message } });
