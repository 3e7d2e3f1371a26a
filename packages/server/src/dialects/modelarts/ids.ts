import { parseUid, type UidRange } from '../../catalog/uids.ts';

/** An id's digits in the order of their characters, so that ids sort like what they stand for. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 19;

// A UUID version 7 is 48 bits of time, 4 of version, 12 of counter, 2 of variant and 62 of chance. Without version and
// variant 122 are left; 19 digits hold 113 of them (62^19 > 2^113), so the last 9 bits of chance are not in the id.
const LOST_BITS = 9n;
const CHANCE_BITS = 62n;
const COUNTER_BITS = 12n;
const mask = (bits: bigint) => (1n << bits) - 1n;

/** The 19 characters of a dataset, version, task or team. */
export function shortId(uid: string): string {
  const bits = BigInt(`0x${uid.replaceAll('-', '')}`);
  const time = bits >> 80n;
  const counter = (bits >> 64n) & mask(COUNTER_BITS);
  const chance = bits & mask(CHANCE_BITS);
  let value = ((((time << COUNTER_BITS) | counter) << CHANCE_BITS) | chance) >> LOST_BITS;
  let text = '';
  for (let place = 0; place < LENGTH; place++) {
    text = (DIGITS[Number(value % 62n)] ?? '') + text;
    value /= 62n;
  }
  return text;
}

/** The uids that an id may stand for; undefined when it is no id. */
export function uidRange(id: string): UidRange | undefined {
  if (id.length !== LENGTH) return undefined;
  let value = 0n;
  for (const digit of id) {
    const index = DIGITS.indexOf(digit);
    if (index < 0) return undefined;
    value = value * 62n + BigInt(index);
  }
  const low = value << LOST_BITS;
  // 62^19 is a little more than 2^113: the rest are no ids.
  if (low >> (48n + COUNTER_BITS + CHANCE_BITS) > 0n) return undefined;
  return { first: toUid(low), last: toUid(low | mask(LOST_BITS)) };
}

function toUid(value: bigint): string {
  const chance = value & mask(CHANCE_BITS);
  const counter = (value >> CHANCE_BITS) & mask(COUNTER_BITS);
  const time = value >> (CHANCE_BITS + COUNTER_BITS);
  const bits = (time << 80n) | (7n << 76n) | (counter << 64n) | (2n << 62n) | chance;
  return parseUid(bits.toString(16).padStart(32, '0')) ?? '';
}

/** The 32 digits of a project, sample, worker or domain. */
export const longId = (uid: string) => uid.replaceAll('-', '');
