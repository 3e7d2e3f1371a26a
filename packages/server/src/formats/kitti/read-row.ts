import { exactDifference, readNumber } from '../decimal.ts';
import type { Attributes, BoundingBox } from '../model.ts';
import { DONT_CARE, UNKNOWN } from './own.ts';

/** Columns of a row; results have a score behind them. */
const COLUMNS = 15;

/** What a row says; `ignored` are its columns that are no numbers. */
export type KittiRow =
  | { type: string; geometry: BoundingBox; attributes: Attributes; ignored: string[] }
  | { refused: { code: string; message: string } };

/** Whether a line is a row of KITTI: a word, 14 numbers, perhaps a score. */
export function looksLikeRow(line: string): boolean {
  const [type = '', ...numbers] = line.trim().split(/\s+/);
  const isCount = numbers.length === COLUMNS - 1 || numbers.length === COLUMNS;
  return isCount && Number.isNaN(readNumber(type)) && !numbers.map(readNumber).some(Number.isNaN);
}

/**
 * One object. The box counts from 0. Flags, angles and the place in space become attributes where they are known;
 * `DontCare` is a region of many objects (`iscrowd`), as evaluators have it.
 */
export function readRow(columns: readonly string[]): KittiRow {
  if (columns.length !== COLUMNS && columns.length !== COLUMNS + 1) {
    const message = `a row has ${COLUMNS} columns or ${COLUMNS + 1}, this one ${columns.length}`;
    return refused('kitti_row_invalid', message);
  }
  const [type = '', truncated = '', occluded = '', alpha = '', ...rest] = columns;
  const [left = '', top = '', right = '', bottom = '', ...space] = rest;
  if (![left, top, right, bottom].every((text) => Number.isFinite(readNumber(text)))) {
    return refused('bbox_invalid', 'the box is not four finite numbers');
  }
  const [width, height] = [exactDifference(right, left), exactDifference(bottom, top)];
  if (!(width > 0 && height > 0)) {
    return refused('zero_area', `the box measures ${width} x ${height}`);
  }
  const [x, y] = [readNumber(left), readNumber(top)];
  const geometry: BoundingBox = { type: 'bounding_box', x, y, width, height };
  if (type === DONT_CARE) return { type, geometry, attributes: { iscrowd: true }, ignored: [] };
  return { type, geometry, ...attributesOf(truncated, occluded, alpha, space) };
}

function attributesOf(truncated: string, occluded: string, alpha: string, space: string[]) {
  const attributes: Attributes = {};
  const ignored: string[] = [];
  const one = (name: string, text: string, unknown?: number) => {
    const value = readNumber(text);
    if (!Number.isFinite(value)) ignored.push(name);
    else if (value !== unknown) attributes[name] = value;
  };
  const three = (name: string, parts: readonly string[], texts: string[], unknown: number) => {
    const values = texts.map(readNumber);
    if (!values.every(Number.isFinite)) ignored.push(name);
    else if (values.some((value) => value !== unknown)) {
      attributes[name] = Object.fromEntries(parts.map((part, at) => [part, values[at]]));
    }
  };
  one('truncated', truncated, UNKNOWN.flag);
  one('occluded', occluded, UNKNOWN.flag);
  one('alpha', alpha, UNKNOWN.angle);
  three('dimensions', ['height', 'width', 'length'], space.slice(0, 3), UNKNOWN.size);
  three('location', ['x', 'y', 'z'], space.slice(3, 6), UNKNOWN.location);
  one('rotation_y', space[6] ?? '', UNKNOWN.angle);
  if (space[7] !== undefined) one('score', space[7]);
  return { attributes, ignored };
}

function refused(code: string, message: string): KittiRow {
  return { refused: { code, message } };
}
