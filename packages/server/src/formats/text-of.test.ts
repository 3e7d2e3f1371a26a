import { expect, test } from 'vitest';
import { remembering } from './text-of.ts';

test('makes the text of an object once', () => {
  let made = 0;
  const textOf = remembering((value: object) => `${++made} ${JSON.stringify(value)}`);
  const [first, second] = [{ a: 1 }, { a: 1 }];
  expect([textOf(first), textOf(second), textOf(first)]).toEqual([
    '1 {"a":1}',
    '2 {"a":1}',
    '1 {"a":1}',
  ]);
});

test('stays right when there are more objects than it remembers', () => {
  const textOf = remembering((value: { n: number }) => String(value.n));
  const values = Array.from({ length: 1_000 }, (_, n) => ({ n }));
  expect([...values, ...values].map(textOf)).toEqual(
    [...values, ...values].map(({ n }) => String(n)),
  );
});
