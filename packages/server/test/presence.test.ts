import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { absentNames, Presence } from '../src/db/presence.ts';
import { testDatabase } from './support/database.ts';

const own = await testDatabase();
afterAll(() => own.drop());

const absent = async (...names: string[]) =>
  (await own.db.rows<{ name: string }>(absentNames(names))).map(({ name }) => name);

test('names are held until they are dropped or the process ends', async () => {
  const presence = new Presence(own.config);
  await presence.start();
  await presence.hold('a');
  expect(await absent('a', 'b', presence.id)).toEqual(['b']);
  await presence.drop('a');
  expect(await absent('a', presence.id)).toEqual(['a']);
  await presence.stop();
  await vi.waitFor(async () => expect(await absent(presence.id)).toEqual([presence.id]));
});

test('jobs that start together ask one after the other', async () => {
  const warned = vi.fn();
  process.on('warning', warned);
  onTestFinished(() => void process.off('warning', warned));
  const presence = new Presence(own.config);
  await presence.start();
  await Promise.all([presence.hold('c'), presence.hold('c'), presence.hold('d'), presence.check()]);
  expect(await absent('c', 'd')).toEqual([]);
  await presence.drop('c');
  // Held once, however often it was asked for.
  expect(await absent('c', 'd')).toEqual(['c']);
  await presence.stop();
  expect(warned).not.toHaveBeenCalled();
});
