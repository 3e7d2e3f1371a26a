import { afterEach, expect, test, vi } from 'vitest';
import { openLink, signLink } from './links.ts';

const secret = Buffer.alloc(32, 1);
const uid = '019a0000-0000-7000-8000-00000000abcd';
const HOUR = 3_600_000;

afterEach(() => void vi.useRealTimers());

test('a link opens what it was made for and nothing else', () => {
  const token = signLink(secret, 'dataset', uid, 1);
  expect(openLink(secret, 'dataset', token)).toBe(uid);
  expect(openLink(secret, 'export', token)).toBeUndefined();
  expect(openLink(Buffer.alloc(32, 2), 'dataset', token)).toBeUndefined();
  expect(token).toMatch(/^[\w-]{48}$/);
});

test('no bit of it can be changed', () => {
  const bytes = Buffer.from(signLink(secret, 'dataset', uid, 1), 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const forged = Buffer.from(bytes);
    forged.writeUInt8(forged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(openLink(secret, 'dataset', forged.toString('base64url'))).toBeUndefined();
  }
  for (const text of ['', 'x', '😀', 'A'.repeat(48), 'A'.repeat(5000)]) {
    expect(openLink(secret, 'dataset', text)).toBeUndefined();
  }
});

test('it lives as long as was promised, and an hour more at most', () => {
  vi.useFakeTimers();
  const start = Date.UTC(2026, 0, 1, 12, 30);
  vi.setSystemTime(start);
  const token = signLink(secret, 'dataset', uid, 2);
  vi.setSystemTime(start + 2 * HOUR);
  expect(openLink(secret, 'dataset', token)).toBe(uid);
  vi.setSystemTime(start + 3 * HOUR + 1);
  expect(openLink(secret, 'dataset', token)).toBeUndefined();
});

test('it stays the same within the hour, so that it can be cached', () => {
  vi.useFakeTimers();
  vi.setSystemTime(Date.UTC(2026, 0, 1, 12, 1));
  const first = signLink(secret, 'dataset', uid, 24);
  vi.setSystemTime(Date.UTC(2026, 0, 1, 12, 59));
  expect(signLink(secret, 'dataset', uid, 24)).toBe(first);
});
