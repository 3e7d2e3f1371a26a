import { expect, test } from 'vitest';
import { mapClasses } from './classes.ts';
import { Report } from './report/counter.ts';
import { label, project } from './testing/export-source.ts';

const names = (...projects: Parameters<typeof mapClasses>[0]) =>
  mapClasses(projects, new Report('COCO')).classes.map(({ index, name }) => [index, name]);

test('one project: its own indices, gaps kept', () => {
  expect(names(project('p', [label('car', 5), label('bus', 0)]))).toEqual([
    [0, 'bus'],
    [5, 'car'],
  ]);
});

test('several projects: one after the other, equal names told apart and reported', () => {
  const projects = [
    project('p', [label('car', 2)]),
    project('q', []),
    project('r', [label('car', 0), label('van', 1)]),
  ];
  expect(names(...projects)).toEqual([
    [2, 'p/car'],
    [3, 'r/car'],
    [4, 'van'],
  ]);
  const report = new Report('COCO');
  const map = mapClasses(projects, report);
  expect(map.size).toBe(5);
  expect(map.indexOf('r', label('van', 1))).toBe(4);
  expect(() => map.indexOf('other', label('van', 1))).toThrow('not in the export');
  expect(report.document().labels.changed).toEqual({ name_qualified: 2 });
});

test('projects of one name: their uid tells them apart', () => {
  const twins = ['p', 'q'].map((uid) => project(uid, [label('car', 0)], 'Same'));
  expect(names(...twins)).toEqual([
    [0, 'Same/car'],
    [1, 'q/car'],
  ]);
});
