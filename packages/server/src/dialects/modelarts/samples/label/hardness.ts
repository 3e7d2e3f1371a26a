import type { Attributes } from '../../../../formats/model.ts';

// How hard an annotation, or a whole sample, is to get right. Kept as `hard`, `hard_coefficient` (0 to 1) and
// `hard_reasons` (numbers of the service's list); labels have all three as texts, samples as numbers.

export const HARD = '@modelarts:hard';
export const HARD_COEFFICIENT = '@modelarts:hard_coefficient';
export const HARD_REASONS = '@modelarts:hard_reasons';

/** The numbers of the service's list of reasons. */
const MAX_REASON = 30;

type Wire = Readonly<Record<string, unknown>>;

/** Throws a text that names the member at fault. */
export function readHardness(wire: Wire): Attributes {
  const hard = flag(wire[HARD]);
  const coefficient = fraction(wire[HARD_COEFFICIENT]);
  const reasons = reasonsOf(wire[HARD_REASONS]);
  return {
    ...(hard !== undefined && { hard }),
    ...(coefficient !== undefined && { hard_coefficient: coefficient }),
    ...(reasons !== undefined && { hard_reasons: reasons }),
  };
}

export function labelHardness({ hard, hard_coefficient, hard_reasons }: Attributes) {
  return {
    ...(hard !== undefined && { [HARD]: String(isHard(hard)) }),
    ...(hard_coefficient !== undefined && { [HARD_COEFFICIENT]: String(hard_coefficient) }),
    ...(Array.isArray(hard_reasons) && { [HARD_REASONS]: hard_reasons.join('-') }),
  };
}

export function sampleHardness({ hard, hard_coefficient, hard_reasons }: Attributes) {
  return {
    ...(hard !== undefined && { [HARD]: isHard(hard) ? 1 : 0 }),
    ...(typeof hard_coefficient === 'number' && { [HARD_COEFFICIENT]: hard_coefficient }),
    ...(Array.isArray(hard_reasons) && { [HARD_REASONS]: hard_reasons as number[] }),
  };
}

const isHard = (value: unknown) =>
  value === true || value === 1 || value === 'true' || value === '1';

function flag(value: unknown): boolean | undefined {
  if (value === undefined) return undefined;
  const text = String(value).toLowerCase();
  if (['1', '1.0', 'true'].includes(text)) return true;
  if (['0', '0.0', 'false'].includes(text)) return false;
  throw new TypeError(`${HARD} must be 0, 1, true or false`);
}

function fraction(value: unknown): number | undefined {
  if (value === undefined || value === '') return undefined;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number === 'number' && number >= 0 && number <= 1) return number;
  throw new TypeError(`${HARD_COEFFICIENT} must be a number from 0 to 1`);
}

function reasonsOf(value: unknown): number[] | undefined {
  if (value === undefined || value === '') return undefined;
  const list: unknown[] = typeof value === 'string' ? value.split('-').map(Number) : [value].flat();
  const isReason = (one: unknown): one is number =>
    Number.isInteger(one) && (one as number) >= 0 && (one as number) <= MAX_REASON;
  if (list.every(isReason)) return list;
  throw new TypeError(`${HARD_REASONS} must be numbers from 0 to ${MAX_REASON}`);
}
