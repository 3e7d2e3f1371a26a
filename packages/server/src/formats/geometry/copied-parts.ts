import type { Box } from '../model.ts';

const [TAB, LINE, RETURN, SPACE, COMMA, MINUS, POINT] = [9, 10, 13, 32, 44, 45, 46];
const [ZERO, NINE, OPEN, CLOSE] = [48, 57, 91, 93];

/** Up to so many digits a double holds every decimal number, and prints it as it was written. */
const MAX_DIGITS = 15;
/** With more of them behind the point a small number is printed with an exponent. */
const MAX_DECIMALS = 6;
const SCALES = Array.from({ length: MAX_DECIMALS + 1 }, (_, decimals) => 10 ** decimals);

/** The rings of a polygon as canonical JSON text: what `JSON.stringify` prints of what `JSON.parse` reads. */
export class CopiedParts {
  /** `[[x1,y1,x2,y2,…],…]`, at least one ring, each with at least three points. */
  readonly text: string;
  /** The smallest around all points. */
  readonly box: Box;

  constructor(text: string, box: Box) {
    this.text = text;
    this.box = box;
  }
}

/**
 * Copies the rings that begin at `start` of a JSON document, without spaces and needless zeros, in a third of the time
 * that parsing and printing takes. `end` is the index behind them. Undefined for everything that is not plainly a list of
 * usable rings, or has numbers that are printed otherwise: it is to be parsed.
 */
export function copyParts(
  bytes: Buffer,
  start: number,
): { parts: CopiedParts; end: number } | undefined {
  const out = Buffer.allocUnsafe(bytes.length - start);
  let [to, depth, count] = [0, 0, 0];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  // Behind an opening bracket or a comma.
  let due = true;
  for (let at = start; at < bytes.length; at += 1) {
    let code = bytes[at] as number;
    if (code === SPACE || code === LINE || code === RETURN || code === TAB) continue;
    if (code === COMMA) {
      if (due || depth === 0) return undefined;
      due = true;
    } else if (code === OPEN) {
      if (!due || depth === 2) return undefined;
      depth += 1;
      count = 0;
    } else if (code === CLOSE) {
      if (due || (depth === 2 && (count < 6 || count % 2 === 1))) return undefined;
      depth -= 1;
      if (depth === 0) {
        out[to++] = CLOSE;
        const box: Box = [left, top, right - left, bottom - top];
        return { parts: new CopiedParts(out.toString('latin1', 0, to), box), end: at + 1 };
      }
    } else {
      if (!due || depth !== 2) return undefined;
      due = false;
      const negative = code === MINUS;
      if (negative) {
        out[to++] = MINUS;
        code = bytes[++at] as number;
      }
      const first = to;
      let value = 0;
      for (; code >= ZERO && code <= NINE; code = bytes[++at] as number) {
        value = value * 10 + (code - ZERO);
        out[to++] = code;
      }
      const whole = to - first;
      if (whole === 0 || (whole > 1 && out[first] === ZERO)) return undefined;
      let decimals = 0;
      if (code === POINT) {
        const point = to;
        out[to++] = POINT;
        for (
          code = bytes[++at] as number;
          code >= ZERO && code <= NINE;
          code = bytes[++at] as number
        ) {
          value = value * 10 + (code - ZERO);
          out[to++] = code;
        }
        decimals = to - point - 1;
        if (decimals === 0 || whole + decimals > MAX_DIGITS) return undefined;
        for (; out[to - 1] === ZERO; to -= 1, decimals -= 1) value /= 10;
        if (decimals === 0) to = point;
      }
      if (whole > MAX_DIGITS || decimals > MAX_DECIMALS || (negative && value === 0)) {
        return undefined;
      }
      // A whole number of so few digits is exact, and one division is rounded once, as a parser rounds.
      value = (negative ? -value : value) / (SCALES[decimals] as number);
      if (count % 2 === 0) {
        if (value < left) left = value;
        if (value > right) right = value;
      } else {
        if (value < top) top = value;
        if (value > bottom) bottom = value;
      }
      count += 1;
      // The byte behind the number; whatever does not belong there is found next.
      at -= 1;
      continue;
    }
    if (code === OPEN || code === CLOSE || code === COMMA) out[to++] = code;
  }
  return undefined;
}
