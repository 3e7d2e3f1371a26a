import { expect, test } from 'vitest';
import { TextBytes } from './text-bytes.ts';

test('gives back what was written, pieces larger than a chunk too', () => {
  const out = new TextBytes();
  const pieces = ['{"name":"', 'Straße 漢字 😀', '","parts":', 'é'.repeat(400_000)];
  for (const piece of pieces) out.text(piece);
  expect(out.full).toBe(true);
  expect(out.take().toString()).toBe(pieces.join(''));
  expect(out.full).toBe(false);
  expect(out.parts('[[0, 0, 10, 0, 10, 10, 0, 10]]')).toBe(100);
  const first = out.take();
  out.text('more');
  expect(first.toString()).toBe('[[0,0,10,0,10,10,0,10]]');
  expect(out.take().toString()).toBe('more');
});
