import { expect, test } from 'vitest';
import { Expectations } from './expectations.ts';

/** Asks with that answer, and says what was worked on. */
async function asked(expectations: Expectations<{ n: number }>, answer: number | Error) {
  const begun: number[] = [];
  const result = await expectations
    .whileAsking(
      'q',
      async () => {
        if (typeof answer === 'number') return { n: answer };
        throw answer;
      },
      async ({ n }) => {
        begun.push(n);
        if (n < 0) throw new Error(`no ${n}`);
        return `made of ${n}`;
      },
    )
    .catch((error: unknown) => (error as Error).message);
  return { begun, result };
}

test('work is done once where the answer is as expected, and counts for the true answer only', async () => {
  const all = new Expectations<{ n: number }>();
  expect(await asked(all, 1)).toEqual({ begun: [1], result: 'made of 1' });
  expect(await asked(all, 1)).toEqual({ begun: [1], result: 'made of 1' });
  expect(await asked(all, 2)).toEqual({ begun: [1, 2], result: 'made of 2' });
});

test('what fails early is heard only if it was expected rightly; a refusal goes first and is forgotten', async () => {
  const all = new Expectations<{ n: number }>();
  expect(await asked(all, -1)).toEqual({ begun: [-1], result: 'no -1' });
  expect(await asked(all, -1)).toEqual({ begun: [-1], result: 'no -1' });
  expect(await asked(all, 3)).toEqual({ begun: [-1, 3], result: 'made of 3' });
  expect(await asked(all, new Error('refused'))).toEqual({ begun: [3], result: 'refused' });
  expect(await asked(all, new Error('refused'))).toEqual({ begun: [], result: 'refused' });
});
