import { expect, test } from 'vitest';
import { RuleError } from '../errors.ts';
import { addLabels, removeLabels } from './batch.ts';
import { LabelBook } from './book.ts';

const rule = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof RuleError) return error.rule;
    throw error;
  }
};
const names = (book: LabelBook) =>
  book.all.filter((label) => label.state !== 'removed').map((label) => label.name);
const rules = (results: ReturnType<typeof addLabels>) => results.map((error) => error?.rule);

test('names and shortcuts are unique, also against what was renamed or removed', () => {
  const book = new LabelBook([], false);
  book.add({ name: 'a', shortcut: 'A' });
  book.add({ name: 'b' });
  expect(rule(() => book.add({ name: 'a' }))).toBe('label_exists');
  expect(rule(() => book.add({ name: 'c', shortcut: 'A' }))).toBe('shortcut_taken');
  expect(rule(() => book.change({ name: 'b', shortcut: 'A' }))).toBe('shortcut_taken');
  expect(rule(() => book.change({ name: 'b', renameTo: 'a' }))).toBe('label_exists');
  expect(rule(() => book.change({ name: 'c' }))).toBe('label_missing');
  book.change({ name: 'a', renameTo: 'x', shortcut: null });
  book.add({ name: 'a', shortcut: 'A' });
  book.remove('b');
  expect(rule(() => book.remove('b'))).toBe('label_missing');
  book.add({ name: 'b' });
  expect(names(book)).toEqual(['x', 'a', 'b']);
});

test('what is refused changes nothing', () => {
  const book = new LabelBook([], false);
  book.add({ name: 'a', shortcut: 'A' });
  book.add({ name: 'b', color: '#000000' });
  expect(rule(() => book.change({ name: 'b', color: '#ffffff', shortcut: 'A' }))).toBe(
    'shortcut_taken',
  );
  expect(book.all[1]).toMatchObject({ name: 'b', color: '#000000', shortcut: null });
});

test('relations need two entities, follow their names and keep them', () => {
  const book = new LabelBook([], true);
  const relation = { name: 'owns', from_type: 'person', to_type: 'thing' };
  expect(rules(addLabels(book, [relation, { name: 'person', entity: true }]))).toEqual([
    'relation_ends_missing',
    undefined,
  ]);
  expect(rules(addLabels(book, [relation, { name: 'thing', entity: true }]))).toEqual([
    undefined,
    undefined,
  ]);
  book.change({ name: 'person', entity: true, renameTo: 'human' });
  expect(book.all.find((label) => label.name === 'owns')).toMatchObject({ from_type: 'human' });
  expect(rule(() => book.remove('human'))).toBe('entity_in_use');
  expect(rule(() => book.change({ name: 'owns', to_type: null }))).toBe('relation_ends_missing');
  expect(rule(() => book.remove('human', false))).toBe('label_missing');
  // Relations go first, in whatever order they are named.
  expect(rules(removeLabels(book, [{ name: 'human' }, { name: 'owns' }]))).toEqual([
    undefined,
    undefined,
  ]);
  expect(names(book)).toEqual(['thing']);
});

test('attributes and their values keep their ids as long as they keep their names', () => {
  const book = new LabelBook([], false);
  book.add({ name: 'a', attributes: [{ name: 'style', type: 'select', values: ['x', 'y'] }] });
  const [before] = book.all[0]?.attributes ?? [];
  const attributes = [
    { name: 'artist', type: 'text' as const, values: [] },
    { name: 'style', type: 'select' as const, values: ['y', 'z'] },
  ];
  book.change({ name: 'a', attributes });
  const [, after] = book.all[0]?.attributes ?? [];
  expect(after?.uid).toBe(before?.uid);
  expect(after?.values[0]).toEqual(before?.values[1]);
  expect(after?.values[1]?.uid).not.toBe(before?.values[0]?.uid);
});
