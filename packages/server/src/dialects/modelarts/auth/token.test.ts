import { expect, test } from 'vitest';
import { isToken, makeToken, openToken, type Grant } from './token.ts';

const secret = Buffer.alloc(32, 1);
const grant: Grant = { kind: 'api-key', credential: 'c', project: 'p', expires: 1000 };

test('a token says what it grants until its time is over', () => {
  const token = makeToken(secret, grant);
  expect(isToken(token)).toBe(true);
  expect(openToken(secret, token, new Date(999))).toEqual(grant);
  expect(openToken(secret, token, new Date(1000))).toBeUndefined();
});

test('a changed token, one of another server, and noise open nothing', () => {
  const token = makeToken(secret, grant);
  const other = makeToken(secret, { ...grant, project: 'q' });
  const [payload] = other.slice('sheaf.'.length).split('.');
  const mixed = `sheaf.${payload}.${token.split('.')[2]}`;
  for (const bad of [mixed, makeToken(Buffer.alloc(32, 2), grant), 'sheaf.', 'sheaf.x.y', '']) {
    expect(openToken(secret, bad, new Date(0))).toBeUndefined();
  }
});
