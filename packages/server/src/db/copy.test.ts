import { expect, test } from 'vitest';
import { copyLine } from './copy.ts';

test('a line keeps what would end a column or a row, and tells absent from empty', () => {
  const line = copyLine(['a\tb\nc\\d\r', '', null, undefined, 1.5, true, Buffer.from([0, 255])]);
  expect(line).toBe('a\\tb\\nc\\\\d\\r\t\t\\N\t\\N\t1.5\ttrue\t\\\\x00ff\n');
});

test('bytes in hex may be given as text', () => {
  expect(copyLine(['\\x00ff'])).toBe(copyLine([Buffer.from([0, 255])]));
});
