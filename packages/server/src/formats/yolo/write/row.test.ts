import { expect, it } from 'vitest';
import { boxRow } from './row.ts';

/** The row of a box whose every number is `part` of an image that is one pixel wide and high. */
const numbers = (width: number) => {
  const row = boxRow([0, 0, width, width], { width: 1, height: 1 });
  return 'lost' in row ? row.lost : row.numbers;
};

it('writes six digits as toFixed does, also on the halves between two of them', () => {
  const halves = Array.from({ length: 2_000 }, (_, at) => (at * 499 + 1.5) / 1e6);
  const eighths = Array.from({ length: 512 }, (_, at) => (at + 1) / 512);
  const others = Array.from({ length: 2_000 }, (_, at) => ((at + 1) * Math.SQRT1_2) % 1);
  for (const width of [1, 0.999_999_9, 0.1, 1 / 3, ...halves, ...eighths, ...others]) {
    const [centre, size] = [(width / 2).toFixed(6), width.toFixed(6)];
    expect(numbers(width)).toBe(`${centre} ${centre} ${size} ${size}`);
  }
});
