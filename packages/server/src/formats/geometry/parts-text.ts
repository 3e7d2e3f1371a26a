/**
 * Work on a polygon's parts that are still JSON text, `[[x1, y1, x2, y2, …], …]` with finite numbers: byte by byte, in a
 * third of the time that parsing and printing them takes, and what is copied keeps its digits.
 */

const [SPACE, COMMA, MINUS, POINT, ZERO, NINE, OPEN, CLOSE] = [32, 44, 45, 46, 48, 57, 91, 93];

/** 10 to the power of the digits after the point. */
const SCALES = Array.from({ length: 16 }, (_, digits) => 10 ** digits);

/** Up to so many digits are exact in a double, and one division by a scale is rounded once, as a parser rounds. */
const MAX_DIGITS = 15;

/** The numbers of a ring; kept, because making them would take as long as using them. */
let ring = new Float64Array(4096);

/**
 * Writes the same parts without spaces to `bytes` from `start` on, where `text.length` bytes have to be free. Returns
 * where they end, and their area: square pixels, as `ringsArea` of the parsed parts.
 */
export function compactParts(
  text: string,
  bytes: Buffer,
  start: number,
): { end: number; area: number } {
  // A number and its comma are two signs at least.
  if (text.length > 2 * ring.length) ring = new Float64Array(text.length);
  const numbers = ring;
  const stop = start + bytes.write(text, start, 'latin1');
  let [to, count, area] = [start, 0, 0];
  for (let at = start; at < stop;) {
    let code = bytes[at] as number;
    if (code === MINUS || isDigit(code)) {
      const first = to;
      // All digits as one whole number, and where the point stands.
      let digits = 0;
      let point = -1;
      let plain = true;
      for (; !endsNumber(code); code = bytes[++at] as number) {
        bytes[to++] = code;
        if (isDigit(code)) digits = digits * 10 + (code - ZERO);
        else if (code === POINT) point = to;
        // An exponent.
        else if (code !== MINUS) plain = false;
      }
      if (plain && to - first <= MAX_DIGITS) {
        const value = digits / (SCALES[point === -1 ? 0 : to - point] as number);
        numbers[count++] = bytes[first] === MINUS ? -value : value;
      } else numbers[count++] = Number(bytes.toString('latin1', first, to));
      continue;
    }
    at += 1;
    if (code === SPACE) continue;
    bytes[to++] = code;
    if (code === CLOSE && count > 0) {
      area += areaOf(numbers, count);
      count = 0;
    }
  }
  return { end: to, area };
}

/** `ringArea` of the first `count` numbers. */
function areaOf(numbers: Float64Array, count: number): number {
  let twice = 0;
  let x0 = numbers[count - 2] as number;
  let y0 = numbers[count - 1] as number;
  for (let at = 0; at < count; at += 2) {
    const x = numbers[at] as number;
    const y = numbers[at + 1] as number;
    twice += x0 * y - x * y0;
    x0 = x;
    y0 = y;
  }
  return Math.abs(twice) / 2;
}

/** The parts with every point as a list of its own, without spaces: `[[[x1,y1],[x2,y2],…],…]`. */
export function pointsText(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  // A point has at least two digits and a comma, and gains two brackets and a comma.
  const out = Buffer.allocUnsafe(bytes.length * 2);
  let to = 0;
  let depth = 0;
  let even = true;
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes[at] as number;
    if (code === SPACE) continue;
    if (code === OPEN) {
      depth += 1;
      if (depth === 2) {
        out[to++] = OPEN;
        even = true;
      }
    } else if (code === CLOSE) {
      depth -= 1;
      if (depth === 1) out[to++] = CLOSE;
    } else if (code === COMMA && depth === 2) {
      even = !even;
      if (even) {
        out[to++] = CLOSE;
        out[to++] = COMMA;
        out[to++] = OPEN;
        continue;
      }
    }
    out[to++] = code;
  }
  return out.toString('latin1', 0, to);
}

const isDigit = (code: number) => code >= ZERO && code <= NINE;
const endsNumber = (code: number) => code === COMMA || code === CLOSE || code === SPACE;
