import type { Geometry } from '../model.ts';
import { cleanText, isObject } from '../text.ts';
import type { YoloConfig } from './config.ts';

/** Whole-body models have 133; a row of thousands is a mistake. */
const MAX_KEYPOINTS = 10_000;

/** `kpt_shape`: number of keypoints in every row, and of values for each. */
export function keypointShape(value: unknown): YoloConfig['keypoints'] {
  if (!Array.isArray(value)) return undefined;
  const [count, size] = value as unknown[];
  const fits =
    Number.isSafeInteger(count) &&
    Number(count) > 0 &&
    Number(count) <= MAX_KEYPOINTS &&
    (size === 2 || size === 3);
  return fits ? { count: Number(count), size } : undefined;
}

/** `kpt_names`: a list for each class index, or one list for all `classes`. */
export function keypointNames(value: unknown, classes: number[]): YoloConfig['keypointNames'] {
  const clean = (list: unknown[]) =>
    list.slice(0, MAX_KEYPOINTS).map((name) => cleanText(String(name)));
  if (Array.isArray(value)) return new Map(classes.map((index) => [index, clean(value)]));
  if (!isObject(value)) return undefined;
  const lists = Object.entries(value).flatMap(([index, list]): [number, string[]][] =>
    Array.isArray(list) ? [[Number(index), clean(list)]] : [],
  );
  return lists.length > 0 ? new Map(lists) : undefined;
}

/** The keypoints of a class: as stated, else numbered, as the rows have them all the same. */
export function keypointsOf(
  { keypoints, keypointNames }: Pick<YoloConfig, 'keypoints' | 'keypointNames'>,
  classIndex: number,
): string[] | undefined {
  if (!keypoints) return undefined;
  if (keypointNames) return keypointNames.get(classIndex)?.slice(0, keypoints.count);
  return Array.from({ length: keypoints.count }, (_, i) => `keypoint_${i + 1}`);
}

/** Without the points that only fill the row, behind those that the class has. */
export function unpadded(geometry: Geometry, names: string[] | undefined): Geometry {
  if (geometry.type !== 'keypoints' || !names || names.length >= geometry.points.length) {
    return geometry;
  }
  const isFilling = geometry.points.slice(names.length).every(([, , seen]) => seen === 0);
  return isFilling ? { ...geometry, points: geometry.points.slice(0, names.length) } : geometry;
}
