import { expect, test } from 'vitest';
import { ahead } from './ahead.ts';

async function* counting(made: number[], end: number): AsyncGenerator<number> {
  for (let next = 1; next <= end; next += 1) {
    made.push(next);
    yield next;
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('gives every value once and in order', async () => {
  for (const end of [0, 1, 2, 5]) {
    const got: number[] = [];
    for await (const value of ahead(counting([], end), 2)) got.push(value);
    expect(got).toEqual(Array.from({ length: end }, (_, index) => index + 1));
  }
});

test('has as many made before they are wanted as it was told, and no more', async () => {
  const made: number[] = [];
  const values = ahead(counting(made, 9), 2);
  await values.next();
  await settled();
  expect(made).toEqual([1, 2, 3]);
  await values.next();
  await settled();
  expect(made).toEqual([1, 2, 3, 4]);
});

test('throws what the source throws when its turn has come', async () => {
  const values = ahead(
    (async function* () {
      yield 1;
      throw new Error('gone');
    })(),
    2,
  );
  await settled();
  expect(await values.next()).toEqual({ done: false, value: 1 });
  await expect(values.next()).rejects.toThrow('gone');
});
