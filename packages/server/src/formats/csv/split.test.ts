import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CsvSplitter } from './split.ts';
import { csvLine, withoutGuard } from './text.ts';

/** Cells of all records, the text cut into chunks of `size`. */
function read(text: string, size = text.length || 1): string[][] {
  const splitter = new CsvSplitter(',');
  const records = [];
  for (let at = 0; at < text.length; at += size) {
    records.push(...splitter.push(text.slice(at, at + size)));
  }
  return [...records, ...splitter.end()].map(({ cells, broken }) => (broken ? ['BROKEN'] : cells));
}

it.each([
  [
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,b\rc,d\r',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,\n,b\n\n,\n',
    [
      ['a', ''],
      ['', 'b'],
      ['', ''],
    ],
  ],
  ['"a,""\r\nb",c', [['a,"\r\nb', 'c']]],
  ['a"b,""', [['a"b', '']]],
  ['"a"b,c\nd,e', [['BROKEN'], ['d', 'e']]],
  ['', []],
])('%j', (text, records) => {
  for (const size of [1, 2, 3, 100]) expect(read(text, size)).toEqual(records);
});

it('names the line of a quote that is never closed', () => {
  expect(() => read('a,b\n"c\n\n,d\n')).toThrow(/line 2 is never closed/);
});

it('gives each record the line on which it begins', () => {
  const records = new CsvSplitter(',').push('a\r\n"b\nc"\n\nd\n');
  expect(records.map(({ line }) => line)).toEqual([1, 2, 5]);
});

it('reads back what was written, wherever the text is cut; no cell begins a formula', () => {
  const columns = [
    { name: 'a', type: 'text' as const },
    { name: 'b', type: 'text' as const },
  ];
  const cell = fc.stringMatching(/^['=@+\-",\r\n\tab]{0,6}$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell)), fc.integer({ min: 1, max: 9 }), (rows, size) => {
      const text = rows.map(([a, b]) => csvLine(columns, { a, b })).join('');
      const cells = read(text, size);
      expect(cells.map((record) => record.map(withoutGuard))).toEqual(rows);
      for (const one of cells.flat()) expect(one).not.toMatch(/^[=+\-@\t\r\n]/);
    }),
  );
});
