import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { baseUrl } from './links.ts';

const of = (protocol: string, host: string, localAddress = '127.0.0.1') =>
  ({ protocol, host, socket: { localAddress, localPort: 8080 } }) as FastifyRequest;

test.each([
  ['http', 'localhost:8080', 'http://localhost:8080'],
  ['https', 'sheaf.example.org', 'https://sheaf.example.org'],
  ['http', '[::1]:8080', 'http://[::1]:8080'],
  // No host, or none that can stand in a link.
  ['http', '', 'http://127.0.0.1:8080'],
  ['http', 'a b', 'http://127.0.0.1:8080'],
  ['http', 'user@evil', 'http://127.0.0.1:8080'],
  ['http', 'evil/path?', 'http://127.0.0.1:8080'],
  ['http', 'host:99999', 'http://127.0.0.1:8080'],
  ['javascript', 'host', 'http://host'],
])('%s and %s', (protocol, host, expected) => {
  expect(baseUrl(of(protocol, host), undefined)).toBe(expected);
});

test('an IPv6 address of our own', () => {
  expect(baseUrl(of('http', '', '::1'), undefined)).toBe('http://[::1]:8080');
});

test('the public URL wins, with its path', () => {
  expect(baseUrl(of('http', 'inner'), 'https://x.org/sheaf/')).toBe('https://x.org/sheaf');
});
