import { expect, test } from 'vitest';
import { hiddenBy, toggleGroups } from './toggles.ts';

const annotation = (uid: string, label: string, attributes: Record<string, unknown>) =>
  ({ uid, label, annotation: { attributes } }) as unknown as Parameters<typeof toggleGroups>[0][0];

const all = [
  annotation('1', 'car', { occluded: true, tags: ['a', 'b'] }),
  annotation('2', 'car', { occluded: false }),
  annotation('3', 'bus', { occluded: true }),
];

test('classes come first, then every value of every attribute', () => {
  expect(
    toggleGroups(all).map(({ title, toggles }) => [
      title,
      ...toggles.map(({ name, uids }) => `${name}: ${uids.join()}`),
    ]),
  ).toEqual([
    ['Classes', 'car: 1,2', 'bus: 3'],
    ['occluded', 'true: 1,3', 'false: 2'],
    ['tags', 'a: 1', 'b: 1'],
  ]);
  expect(toggleGroups([])).toEqual([]);
});

test('one tick that is off hides an annotation', () => {
  const groups = toggleGroups(all);
  const key = (name: string) =>
    groups.flatMap(({ toggles }) => toggles).find((toggle) => toggle.name === name)?.key ?? '';
  expect([...hiddenBy(groups, new Set())]).toEqual([]);
  expect([...hiddenBy(groups, new Set([key('bus'), key('false')]))].sort()).toEqual(['2', '3']);
});

test('a class and the value of an attribute may have one name', () => {
  const groups = toggleGroups([annotation('1', 'car', { kind: 'car' })]);
  expect(new Set(groups.flatMap(({ toggles }) => toggles.map(({ key }) => key))).size).toBe(2);
});

test('the rarer values of an attribute share a tick', () => {
  const tracks = Array.from({ length: 12 }, (_, at) => annotation(`${at}`, 'car', { track: at }));
  const [, track] = toggleGroups(tracks);
  expect(track?.toggles).toHaveLength(9);
  expect(track?.toggles.at(-1)).toMatchObject({
    name: 'other values',
    uids: ['8', '9', '10', '11'],
  });
});
