import { afterAll, beforeAll, expect, test } from 'vitest';
import { LineIndex } from './line-index.ts';
import type { Line } from './merge.ts';
import { Scratch } from './scratch.ts';
import { SortedLines } from './sorted-lines.ts';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await Scratch.make();
});
afterAll(() => scratch.remove());

async function sorted(lines: Line[], limit?: number): Promise<Line[]> {
  const all = new SortedLines(scratch, limit);
  for (const { key, value } of lines) await all.add(key, value);
  return gathered(all.sorted());
}

async function gathered<T>(all: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of all) found.push(one);
  return found;
}

/** 1,000 lines of 300 keys, among them some of letters that UTF-8 writes in two to four bytes. */
const lines = Array.from({ length: 1000 }, (_, at) => ({
  key: `${['ä', '雪', '😀', '', 'z'][at % 5]}${(at * 7919) % 300}`,
  value: `value ${at} ä雪😀`,
}));
const expected = lines.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

test.each([
  ['in memory', undefined],
  ['in a few runs', 20_000],
  ['in a run per line', 1],
])('sorts by key and keeps the order of equal keys, %s', async (_, limit) => {
  expect(await sorted(lines, limit)).toEqual(expected);
});

test('nothing is nothing', async () => {
  expect(await sorted([])).toEqual([]);
  const index = await LineIndex.write(scratch, new SortedLines(scratch).sorted());
  expect(await index.get('a')).toBeUndefined();
  expect(await gathered(index.below(''))).toEqual([]);
});

test('an index finds every key and what lies below a prefix; the first of a key counts', async () => {
  async function* all() {
    yield* expected;
  }
  const index = await LineIndex.write(scratch, all());
  const first = new Map(expected.toReversed().map(({ key, value }) => [key, value]));
  for (const [key, value] of first) expect(await index.get(key)).toBe(value);
  for (const key of ['', 'zz', '0a', '雪']) expect(await index.get(key)).toBeUndefined();
  for (const prefix of ['', 'ä', '雪1', '😀', 'z29', 'zz']) {
    const below = await gathered(index.below(prefix));
    const wanted = [...first.keys()].filter((key) => key.startsWith(prefix)).sort();
    expect(below.map(({ key }) => key)).toEqual(wanted);
  }
});
