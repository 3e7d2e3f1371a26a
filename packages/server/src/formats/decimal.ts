/**
 * Sums and differences of decimal numbers without rounding. Corners are written as `x` and `x + width` and read as
 * `x` and `right - x`: with floating point the width that comes back is another one.
 */

/** `digits` times ten to the power of minus `scale`; `scale` is never negative. */
interface Decimal {
  digits: bigint;
  scale: number;
}

/** Longer than the sum of any two finite doubles when written out; a hostile file must not make larger ones. */
const MAX_CHARACTERS = 700;
/** Numbers of up to six decimals, as most are, are counted in millionths: whole numbers add up exactly. */
const MILLION = 1e6;
/** Fifteen digits, which every float tells apart, and a point. */
const FLOAT_CHARACTERS = 16;
const NUMBER = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;
const READABLE = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A finite number as digits and a point, never with an exponent, which not every reader takes. */
export function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? written(parse(text)) : text;
}

/** The exact sum of two finite numbers, as digits and a point. */
export function exactSum(a: number, b: number): string {
  const [x, y] = [millionths(a), millionths(b)];
  if (x !== undefined && y !== undefined) return String((x + y) / MILLION);
  const [first, second] = aligned(parse(String(a)), parse(String(b)));
  return written({ digits: first.digits + second.digits, scale: first.scale });
}

/** The number nearest to the exact difference of two numbers as they are written. NaN when one is no number. */
export function exactDifference(a: string, b: string): number {
  const [x, y] = [readNumber(a), readNumber(b)];
  // A longer text may say more than its float.
  const isPlain = a.length <= FLOAT_CHARACTERS && b.length <= FLOAT_CHARACTERS;
  const [m, n] = isPlain ? [millionths(x), millionths(y)] : [];
  if (m !== undefined && n !== undefined) return (m - n) / MILLION;
  if (!isShort(a) || !isShort(b)) return x - y;
  const [first, second] = aligned(parse(a), parse(b));
  return Number(written({ digits: first.digits - second.digits, scale: first.scale }));
}

/** A decimal number, also with an exponent; NaN for everything else (hexadecimal, `Infinity`, nothing). */
export function readNumber(text: string): number {
  return READABLE.test(text) ? Number(text) : NaN;
}

/** Without an exponent: `1e999999` would be a million digits. */
const isShort = (text: string) =>
  text.length <= MAX_CHARACTERS && READABLE.test(text) && !/e/i.test(text);

/** How many millionths a number is, when it is the nearest float to so many; undefined for all others and large ones. */
function millionths(value: number): number | undefined {
  const count = Math.round(value * MILLION);
  // A tenth of what a float counts without gaps: then the sum of two has as many digits as its text can show.
  return count / MILLION === value && Math.abs(count) < 1e14 ? count : undefined;
}

/** Of a text that is a number. */
function parse(text: string): Decimal {
  const [, sign = '', whole = '', part = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  const digits = BigInt(`${whole}${part}` || '0') * (sign === '-' ? -1n : 1n);
  const scale = part.length - Number(exponent);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

function aligned(a: Decimal, b: Decimal): [Decimal, Decimal] {
  const scale = Math.max(a.scale, b.scale);
  const to = (one: Decimal) => ({ digits: one.digits * 10n ** BigInt(scale - one.scale), scale });
  return [to(a), to(b)];
}

function written({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const part = text.slice(text.length - scale).replace(/0+$/, '');
  const whole = text.slice(0, text.length - scale);
  return scale === 0 || part === '' ? sign + whole : `${sign}${whole}.${part}`;
}
