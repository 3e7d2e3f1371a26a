import { plainNumber } from '../../decimal.ts';
import type { Attributes } from '../../model.ts';
import { isObject } from '../../text.ts';
import { UNKNOWN, type Flag } from '../own.ts';

/** The columns of a row beside its type and its box, as they are written, and what had to be changed. */
export interface Fields {
  truncated: string;
  occluded: string;
  alpha: string;
  /** Height, width, length in metres; x, y, z in metres in the camera's frame; the angle about y. */
  space: string[];
  changed: string[];
}

/**
 * Attributes of KITTI's own names have columns; where there is none, or its value is not one that the column can hold,
 * stands KITTI's sign for unknown, or 0 for a flag. The place in space is written only where the attributes state it.
 */
export function fieldsOf(attributes: Attributes): Fields {
  const said = new Set<string>();
  const changed: string[] = [];
  const flag = (name: Flag): string => {
    const number = flagOf(name, attributes);
    if (number === undefined) return '0';
    if (typeof attributes[name] === 'boolean') changed.push('flag_to_number');
    said.add(name);
    return plainNumber(number);
  };
  const angle = (name: string): string => {
    const value = attributes[name];
    if (!isFiniteNumber(value) || value === UNKNOWN.angle) return String(UNKNOWN.angle);
    said.add(name);
    return plainNumber(value);
  };
  const three = (name: string, parts: readonly string[], unknown: number): string[] => {
    const value = attributes[name];
    const numbers = isObject(value) ? parts.map((part) => value[part]) : [];
    const isWhole = isObject(value) && Object.keys(value).length === parts.length;
    if (!isWhole || !numbers.every(isFiniteNumber) || numbers.every((one) => one === unknown)) {
      return parts.map(() => String(unknown));
    }
    said.add(name);
    return numbers.map(plainNumber);
  };
  const fields = {
    truncated: flag('truncated'),
    occluded: flag('occluded'),
    alpha: angle('alpha'),
    space: [
      ...three('dimensions', ['height', 'width', 'length'], UNKNOWN.size),
      ...three('location', ['x', 'y', 'z'], UNKNOWN.location),
      angle('rotation_y'),
    ],
  };
  if (Object.keys(attributes).some((name) => !said.has(name))) changed.push('attributes_dropped');
  return { ...fields, changed: [...new Set(changed)] };
}

/** The value of a flag where its column can hold it: part of 1, or a level. */
export function flagOf(name: Flag, attributes: Attributes): number | undefined {
  const value = attributes[name];
  const number = typeof value === 'boolean' ? Number(value) : value;
  if (typeof number !== 'number') return undefined;
  const isValid = name === 'truncated' ? number >= 0 && number <= 1 : [0, 1, 2, 3].includes(number);
  return isValid ? number : undefined;
}

const isFiniteNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);
