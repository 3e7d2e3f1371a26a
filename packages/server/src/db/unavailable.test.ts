import { expect, test } from 'vitest';
import { isUnavailable } from './unavailable.ts';

const error = (fields: object, message = 'x') => Object.assign(new Error(message), fields);

test('a server that is starting, stopping, gone or full is unavailable', () => {
  for (const code of ['57P01', '57P02', '57P03', '53300', '08006']) {
    expect(isUnavailable(error({ code }))).toBe(true);
  }
  expect(isUnavailable(error({ code: 'ENOENT', syscall: 'connect' }))).toBe(true);
  expect(isUnavailable(error({ code: 'ECONNRESET', syscall: 'read' }))).toBe(true);
  expect(isUnavailable(error({ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }))).toBe(true);
  expect(isUnavailable(error({}, 'Connection terminated unexpectedly'))).toBe(true);
  const refused = error({ code: 'ECONNREFUSED', syscall: 'connect' });
  const all = new AggregateError([refused, refused]);
  expect(isUnavailable(Object.assign(all, { code: 'ECONNREFUSED' }))).toBe(true);
});

test('a missing file, a broken constraint and a bug are not', () => {
  expect(isUnavailable(error({ code: 'ENOENT', syscall: 'open' }))).toBe(false);
  expect(isUnavailable(error({ code: '23505' }))).toBe(false);
  expect(isUnavailable(error({}, 'Cannot read properties of undefined'))).toBe(false);
  expect(isUnavailable('Connection terminated')).toBe(false);
});
