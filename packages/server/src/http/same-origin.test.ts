import { expect, test } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

const from = (headers: Record<string, string>, host = 'sheaf.local:8080') =>
  isSameOrigin({ headers, host }, 'https://data.example.org/sheaf');

test.each<[Record<string, string>, boolean]>([
  [{}, true],
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'none' }, true],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: 'http://sheaf.local:8080' }, false],
  [{ origin: 'http://sheaf.local:8080' }, true],
  [{ origin: 'https://data.example.org' }, true],
  [{ origin: 'https://evil.example.org' }, false],
  [{ origin: 'http://sheaf.local:8081' }, false],
  [{ origin: 'null' }, false],
])('%j: %s', (headers, expected) => {
  expect(from(headers)).toBe(expected);
});
