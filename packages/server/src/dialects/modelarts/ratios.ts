import { badParameter } from './errors.ts';
import type { Input } from './input.ts';

const RATIO = /^(?:0(?:\.\d{1,9})?|1(?:\.0{1,9})?)$/;

/** `0.0,1.0`: the least and the greatest ratio, inclusive. Throws a 400 that names the parameter. */
export function readRatios(name: string, value: string): readonly [number, number] {
  const match = /^\s*(\d(?:\.\d{0,9})?)\s*,\s*(\d(?:\.\d{0,9})?)\s*$/.exec(value);
  const [least, most] = [Number(match?.[1] ?? NaN), Number(match?.[2] ?? NaN)];
  if (least <= most && most <= 1) return [least, most];
  throw badParameter(name, 'must be two ratios from 0 to 1 in order, such as 0.0,1.0');
}

/**
 * The part of the samples that is for training, as it was written; all without the member. A text in the documents, a
 * number from some clients. Throws a 400 that names the member.
 */
export function readRatio(body: Input, name: string): string {
  const value = body.any(name) ?? '1.00';
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && RATIO.test(text)) return text;
  throw body.bad(name, 'must be a number from 0 to 1');
}
