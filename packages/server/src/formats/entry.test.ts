import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collisionKey, disambiguate, entryOfKey, isSafePath } from './entry.ts';

test.each([
  ['a/b.jpg', 'a/b.jpg'],
  ['ü/图 1.jpg', 'ü/图 1.jpg'],
  ['../../etc/passwd', '.%2E/.%2E/etc/passwd'],
  ['/abs.jpg', '%_/abs.jpg'],
  ['a//b', 'a/%_/b'],
  ['', '%_'],
  ['.', '%2E'],
  ['a\\b', 'a%5Cb'],
  ['C:x', 'C%3Ax'],
  ['100%.jpg', '100%25.jpg'],
  ['%2e%2e/x', '%252e%252e/x'],
  ['con', '%63on'],
  ['NUL.tar.gz', '%4EUL.tar.gz'],
  ['COM1 .txt', '%43OM1 .txt'],
  ['console.jpg', 'console.jpg'],
  ['dot.', 'dot%2E'],
  ['space ', 'space%20'],
  ['a\n\0', 'a%0A%00'],
  ['\u202egpj.exe', '%E2%80%AEgpj.exe'],
  ['\ud800', '%ED%A0%80'],
])('%j becomes %j', (key, entry) => {
  expect(entryOfKey(key)).toBe(entry);
});

test('long names keep their beginning and extension, and stay different', () => {
  const long = 'ü'.repeat(300);
  const [a, b] = [entryOfKey(`${long}1.jpg`), entryOfKey(`${long}2.jpg`)];
  expect(a).not.toBe(b);
  expect(a).toMatch(/^ü+%~[0-9a-f]{32}\.jpg$/);
  expect(Buffer.byteLength(a)).toBeLessThanOrEqual(200);
});

test('long paths are replaced by a hash and the last name', () => {
  expect(entryOfKey('folder/'.repeat(200) + 'a.jpg')).toMatch(/^%~[0-9a-f]{32}\/a\.jpg$/);
});

/** Keys made of what hurts. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '/',
        '.',
        '..',
        '%',
        '%_',
        '%~',
        '%2E',
        ' ',
        '\\',
        ':',
        'CON',
        'nul',
        'a',
        'A',
      ),
      fc.constantFrom('.jpg', '\0', '\ud800', '\udc00', 'x'.repeat(250), 'é', 'e\u0301', '😀'),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

test('always safe', () => {
  fc.assert(
    fc.property(nasty, (key) => {
      const entry = entryOfKey(key);
      expect(isSafePath(entry)).toBe(true);
      expect(Buffer.byteLength(entry)).toBeLessThanOrEqual(900);
      expect(Buffer.from(entry, 'utf8').toString('utf8')).toBe(entry);
      for (const name of entry.split('/')) {
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect(name).not.toMatch(/[. ]$|[:*?"<>|\\]/);
      }
    }),
    { numRuns: 2000 },
  );
});

test('different keys have different entries', () => {
  const pair = fc.oneof(
    fc.tuple(nasty, nasty),
    // A key and the entry of a key: an escape that is not escaped itself shows here.
    nasty.map((key): [string, string] => [key, entryOfKey(key)]),
  );
  fc.assert(
    fc.property(pair, ([a, b]) => {
      fc.pre(a !== b);
      expect(entryOfKey(a)).not.toBe(entryOfKey(b));
    }),
    { numRuns: 5000 },
  );
});

test('a disambiguated entry is safe and no key gives it by itself', () => {
  const uid = '0192f0c1-2345-7abc-8def-0123456789ab';
  expect(disambiguate('a/b.jpg', uid)).toBe('a/b%~0123456789ab.jpg');
  expect(disambiguate('v1.0/b', uid)).toBe('v1.0/b%~0123456789ab');
  fc.assert(
    fc.property(nasty, nasty, (key, other) => {
      const entry = disambiguate(entryOfKey(key), uid);
      expect(isSafePath(entry)).toBe(true);
      expect(entryOfKey(entry)).not.toBe(entry);
      expect(entryOfKey(other)).not.toBe(entry);
    }),
  );
});

test.each([
  ['A/B.JPG', 'a/b.png'],
  ['é.jpg', 'e\u0301.jpg'],
  ['\u212a.jpg', 'k.jpg'],
  ['a.tar.gz', 'a.tar.xz'],
])('%j and %j collide', (a, b) => {
  expect(collisionKey(a)).toBe(collisionKey(b));
});

test('folders with a dot and hidden files keep their names', () => {
  expect(collisionKey('v1.0/a')).not.toBe(collisionKey('v1.1/a'));
  expect(collisionKey('.jpg')).toBe('.jpg');
});
