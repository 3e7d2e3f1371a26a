import { describe, expect, test } from 'vitest';
import { keyset, resolveOrdering, type Orderings } from './paging.ts';

const secret = Buffer.alloc(32, 1);
const orderings: Orderings = {
  columns: {
    created_at: { column: 'x.created_at', type: 'timestamptz' },
    name: { column: 'x.name', type: 'text' },
  },
  fallback: '-created_at',
  tieBreak: 'x.uid',
};
const row = { _key: 'clé "1"', _tie: '019a0000-0000-7000-8000-000000000001' };
const open = (cursor: string, scope = 'here', key = secret, ordering?: string) =>
  keyset(key, scope, orderings, { limit: 1, cursor, ordering });
const cursor = keyset(secret, 'here', orderings, { limit: 1 }).finish([row, row]).next ?? '';
const refused = expect.objectContaining({ code: 'invalid_cursor' });

describe('a cursor', () => {
  test('brings back the place, as parameters', () => {
    expect(open(cursor).after.values).toEqual([row._key, row._tie]);
    expect(cursor).toMatch(/^[\w-]+$/);
  });

  test('fits its list, its ordering and its server only', () => {
    expect(() => open(cursor, 'there')).toThrow(refused);
    expect(() => open(cursor, 'here', Buffer.alloc(32, 2))).toThrow(refused);
    expect(() => open(cursor, 'here', secret, 'name')).toThrow(refused);
    expect(() => open(cursor, 'here', secret, '-created_at')).not.toThrow();
  });

  test('cannot be changed in any bit', () => {
    const bytes = Buffer.from(cursor, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const forged = Buffer.from(bytes);
      forged.writeUInt8(forged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => open(forged.toString('base64url'))).toThrow(refused);
    }
  });

  test.each(['x', '2', '😀', 'cD0yMDI1LTAzLTE1', '\0', 'A'.repeat(10_000), '{"p":1}', '===='])(
    'is not %s',
    (text) => expect(() => open(text)).toThrow(refused),
  );
});

describe('the ordering', () => {
  test('is one of the list', () => {
    expect(resolveOrdering(orderings, 'name')).toMatchObject({ name: 'name', descending: false });
    expect(resolveOrdering(orderings, '-name')).toMatchObject({ name: '-name', descending: true });
  });

  test.each([
    undefined,
    '',
    '-',
    '--name',
    'password',
    '__proto__',
    'constructor',
    'name desc',
    '+name',
  ])('%s is the usual one', (asked) =>
    expect(resolveOrdering(orderings, asked).name).toBe('-created_at'),
  );
});
