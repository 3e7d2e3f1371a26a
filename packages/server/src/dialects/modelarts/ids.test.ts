import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortId, uidRange } from './ids.ts';

const uid7 = fc.uuid({ version: 7 });

test('an id has 19 letters and digits and leads back to the uid', () => {
  fc.assert(
    fc.property(uid7, (uid) => {
      const id = shortId(uid);
      expect(id).toMatch(/^[0-9A-Za-z]{19}$/);
      const range = uidRange(id);
      expect(range && range.first <= uid && uid <= range.last).toBe(true);
      expect([shortId(range?.first ?? ''), shortId(range?.last ?? '')]).toEqual([id, id]);
    }),
  );
});

test('ids sort like the uids, and those of one burst differ', () => {
  fc.assert(
    fc.property(uid7, uid7, (a, b) => {
      if (shortId(a) < shortId(b)) expect(a < b).toBe(true);
    }),
  );
  const made = Array.from(
    { length: 4096 },
    (_, counter) => `019a0000-0000-7${counter.toString(16).padStart(3, '0')}-8000-000000000000`,
  );
  const ids = made.map(shortId);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
});

test('what is no id has no range', () => {
  for (const bad of ['', 'a', 'x'.repeat(20), `${'0'.repeat(18)}-`, 'z'.repeat(19)]) {
    expect(uidRange(bad)).toBeUndefined();
  }
});
