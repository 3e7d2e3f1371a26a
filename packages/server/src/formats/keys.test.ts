import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemKey } from './keys.ts';

describe('itemKey', () => {
  it.each([
    ['a.jpg', 'a.jpg'],
    ['train\\b\\a.jpg', 'train/b/a.jpg'],
    ['./a//b/./c.jpg', 'a/b/c.jpg'],
    ['日本/Ä b..jpg', '日本/Ä b..jpg'],
    ['..a/...jpg', '..a/...jpg'],
    ['CON/nul. ', 'CON/nul. '],
    ['%2e%2e/a.jpg', '%2e%2e/a.jpg'],
  ])('takes %j', (path, key) => {
    expect(itemKey(path)).toEqual({ key });
  });

  it.each([
    ['', 'key_empty'],
    ['./', 'key_empty'],
    ['../a.jpg', 'key_traversal'],
    ['a/../../b.jpg', 'key_traversal'],
    ['..\\a.jpg', 'key_traversal'],
    ['a/..', 'key_traversal'],
    ['/etc/passwd', 'key_absolute'],
    ['\\\\host\\share', 'key_absolute'],
    ['C:\\a.jpg', 'key_absolute'],
    ['c:a.jpg', 'key_absolute'],
    ['./c:a.jpg', 'key_absolute'],
    ['a\u0000.jpg', 'key_control_character'],
    ['a\n.jpg', 'key_control_character'],
    ['a\ud800.jpg', 'key_not_unicode'],
    ['x'.repeat(256), 'key_too_long'],
    ['é'.repeat(128), 'key_too_long'],
    ['abcdefg/'.repeat(128) + 'a', 'key_too_long'],
  ])('refuses %j', (path, problem) => {
    expect(itemKey(path)).toEqual({ problem });
  });

  it('gives keys that are safe, and their own keys', () => {
    const piece = fc.constantFrom(
      'a',
      '..',
      '.',
      '/',
      '\\',
      'C:',
      '\u0000',
      'é',
      ' ',
      '\ud800',
      '~',
    );
    const path = fc.oneof(
      fc.string(),
      fc.array(piece).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(path, (text) => {
        const { key } = itemKey(text);
        if (key === undefined) return;
        expect(itemKey(key)).toEqual({ key });
        expect(key).not.toMatch(/^\/|^[A-Za-z]:|\\|(^|\/)\.{0,2}(\/|$)|\0/);
      }),
    );
  });
});
