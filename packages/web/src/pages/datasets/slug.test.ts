import { expect, it } from 'vitest';
import { slugOf } from './slug.ts';

it('makes an address of a name', () => {
  expect(slugOf('Zürich, night drive #2')).toBe('zurich-night-drive-2');
  expect(slugOf('  -- ')).toBe('');
});
