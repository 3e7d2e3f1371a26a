import { expect, test } from 'vitest';
import { seal, unseal } from './seal.ts';

const secret = Buffer.alloc(32, 1);

test('a sealed secret comes back, and looks different each time', () => {
  const sealed = seal(secret, 'AK1', 'the secret');
  expect(unseal(secret, 'AK1', sealed)).toBe('the secret');
  expect(sealed.toString('latin1')).not.toContain('the secret');
  expect(seal(secret, 'AK1', 'the secret')).not.toEqual(sealed);
});

test('it opens with no other server secret, for no other key, and not when changed', () => {
  const sealed = seal(secret, 'AK1', 'the secret');
  expect(() => unseal(Buffer.alloc(32, 2), 'AK1', sealed)).toThrow();
  expect(() => unseal(secret, 'AK2', sealed)).toThrow();
  sealed.writeUInt8(sealed.readUInt8(30) ^ 1, 30);
  expect(() => unseal(secret, 'AK1', sealed)).toThrow();
});
