import { expect, it } from 'vitest';
import { cellsOf, paint, runsOf } from './rle.ts';

/** Writes runs as pycocotools does. */
function compress(runs: number[]): string {
  let text = '';
  runs.forEach((run, index) => {
    let value = index > 2 ? run - (runs[index - 2] ?? 0) : run;
    for (;;) {
      const bits = value & 31;
      value >>= 5;
      const done = bits & 16 ? value === -1 : value === 0;
      text += String.fromCharCode((done ? bits : bits | 32) + 48);
      if (done) break;
    }
  });
  return text;
}

it('reads what pycocotools writes', () => {
  const runs = [11, 3, 2, 3, 2, 3, 6];
  expect(runsOf(compress(runs))).toEqual(runs);
  const long = [0, 100_000, 5, 3, 100_000, 1, 7];
  expect(runsOf(compress(long))).toEqual(long);
});

it('refuses a text that is cut off', () => {
  expect(() => runsOf('P')).toThrow(RangeError);
});

const rows = (runs: number[], box: [number, number, number, number], step = 1) => {
  const { width, data } = cellsOf(runs, 5, box, step);
  const text = [...data].join('');
  return text.match(new RegExp(`.{${width}}`, 'g'));
};

it('puts runs into columns, holes included', () => {
  const ring = [11, 3, 2, 1, 1, 1, 2, 3, 6];
  expect(rows(ring, [0, 0, 6, 5])).toEqual(['000000', '001110', '001010', '001110', '000000']);
  expect(rows(ring, [2, 1, 3, 3])).toEqual(['111', '101', '111']);
});

it('takes every second pixel', () => {
  expect(rows([0, 30], [0, 0, 6, 5], 2)).toEqual(['111', '111', '111']);
  expect(rows([10, 5, 15], [0, 0, 6, 5], 2)).toEqual(['010', '010', '010']);
});

it('paints the border opaque', () => {
  const alphas = paint({ width: 3, height: 3, data: new Uint8Array(9).fill(1) }, [1, 2, 3], 90) //
    .filter((_, index) => index % 4 === 3);
  expect([...alphas]).toEqual([255, 255, 255, 255, 90, 255, 255, 255, 255]);
});
