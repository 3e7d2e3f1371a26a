import { expect, test } from 'vitest';
import { checkUploadPath } from './path.ts';

test.each(['a.jpg', 'images/train/a b.jpg', 'ä/雪.png', '.hidden', 'a..b/c'])(
  '%s is taken',
  (path) => {
    expect(checkUploadPath(path)).toBe(path);
  },
);

test('one Unicode form', () => {
  expect(checkUploadPath('e\u0301.png')).toBe('\u00e9.png');
});

test.each([
  ...['', '.', '..', '../a', 'a/../b', 'a/./b', '/a', 'a//b', 'a/', 'a\\b', 'C:a', 'a\0b', 'a\nb'],
  ...['a./b', 'a /b', 'b.', `${'x'.repeat(256)}`, `${'a/'.repeat(40)}b`, '\ud800'],
])('%j is refused', (path) => {
  expect(() => checkUploadPath(path)).toThrow(/This path cannot be used/);
});
