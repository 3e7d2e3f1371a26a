import { badParameter } from './errors.ts';

/** `0.0,1.0`: the least and the greatest ratio, inclusive. Throws a 400 that names the parameter. */
export function readRatios(name: string, value: string): readonly [number, number] {
  const match = /^\s*(\d(?:\.\d{0,9})?)\s*,\s*(\d(?:\.\d{0,9})?)\s*$/.exec(value);
  const [least, most] = [Number(match?.[1] ?? NaN), Number(match?.[2] ?? NaN)];
  if (least <= most && most <= 1) return [least, most];
  throw badParameter(name, 'must be two ratios from 0 to 1 in order, such as 0.0,1.0');
}
