import { expect, test } from 'vitest';
import { Shared } from './shared.ts';

/** A question whose answers are given by hand, in the order of asking. */
function question() {
  const asked: { answer(value: string): void; fail(error: Error): void }[] = [];
  const ask = () =>
    new Promise<string>((resolve, reject) => asked.push({ answer: resolve, fail: reject }));
  return { asked, ask };
}

test('who asks while the question runs shares the next run, which begins after they asked', async () => {
  const shared = new Shared<string>();
  const { asked, ask } = question();
  const first = shared.answer('key', ask);
  const second = shared.answer('key', ask);
  const third = shared.answer('key', ask);
  expect(asked).toHaveLength(1);
  asked[0]?.answer('old');
  expect(await first).toBe('old');
  await expect.poll(() => asked.length).toBe(2);
  const fourth = shared.answer('key', ask);
  asked[1]?.answer('new');
  expect(await Promise.all([second, third])).toEqual(['new', 'new']);
  await expect.poll(() => asked.length).toBe(3);
  asked[2]?.answer('newest');
  expect(await fourth).toBe('newest');
});

test('a failure is for those who shared it, and the next run goes on', async () => {
  const shared = new Shared<string>();
  const { asked, ask } = question();
  const first = shared.answer('key', ask);
  const second = shared.answer('key', ask);
  asked[0]?.fail(new Error('lost'));
  await expect(first).rejects.toThrow('lost');
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.answer('found');
  expect(await second).toBe('found');
});

test('different questions do not wait for each other', async () => {
  const shared = new Shared<string>();
  const { asked, ask } = question();
  void shared.answer('one', ask);
  const other = shared.answer('other', ask);
  expect(asked).toHaveLength(2);
  asked[1]?.answer('yes');
  expect(await other).toBe('yes');
});
