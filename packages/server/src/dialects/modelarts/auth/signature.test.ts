import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalRequest, type WireRequest } from './canonical.ts';
import { isSigned, parseClaim, refuse, signatureOf } from './signature.ts';

// The vendor's published example ("API signing guide"), secret and all.
const secret = 'MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc';
const signature = '7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe';
const date = '20191115T033655Z';
const signedHeaders = ['content-type', 'host', 'x-sdk-date'];
const example: WireRequest = {
  method: 'GET',
  url: '/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0',
  headers: {
    'content-type': 'application/json',
    host: 'service.region.example.com',
    'x-sdk-date': date,
  },
  bodyHash: hash('sha256', ''),
};
const claim = { access: 'QTWAOYTTINDUT2QVKYUC', signedHeaders, signature };
const then = new Date('2019-11-15T03:36:55Z');
const later = (ms: number) => new Date(then.getTime() + ms);

const canonicalOf = (url: string, headers: WireRequest['headers'] = {}) =>
  canonicalRequest({ ...example, url, headers }, Object.keys(headers));

test('the published vector: canonical request and signature', () => {
  const canonical = canonicalRequest(example, signedHeaders) ?? '';
  expect(hash('sha256', canonical)).toBe(
    'b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a',
  );
  expect(signatureOf(canonical, date, secret)).toBe(signature);
  expect(refuse(example, claim, secret, then)).toBeUndefined();
});

test('a path may be signed with its own escapes escaped, but no other path', () => {
  const url = '/v2/labels/%E7%8C%AB';
  const request = { ...example, url };
  const twice = canonicalRequest(request, signedHeaders, true) ?? '';
  expect(twice).toContain('/v2/labels/%25E7%258C%25AB/');
  const signed = { ...claim, signature: signatureOf(twice, date, secret) };
  expect(refuse(request, signed, secret, then)).toBeUndefined();
  const other = { ...example, url: '/v2/labels/%E7%8C%AC' };
  expect(refuse(other, signed, secret, then)?.reason).toBe('verify aksk signature fail');
});

test('a security token is signed like any header', () => {
  const withToken = [...signedHeaders, 'x-security-token'];
  const request = {
    ...example,
    headers: { ...example.headers, 'x-security-token': 'a token' },
  };
  const canonical = canonicalRequest(request, withToken) ?? '';
  expect(canonical).toContain('\nx-security-token:a token\n');
  const signed = { ...claim, signedHeaders: withToken };
  const right = { ...signed, signature: signatureOf(canonical, date, secret) };
  expect(refuse(request, right, secret, then)).toBeUndefined();
  const other = { ...request, headers: { ...request.headers, 'x-security-token': 'another' } };
  expect(refuse(other, right, secret, then)?.reason).toBe('verify aksk signature fail');
});

test.each([
  ['another method', { method: 'DELETE' }],
  ['another path', { url: example.url.replace('vpcs', 'vpc') }],
  ['another query', { url: example.url.replace('limit=2', 'limit=3') }],
  ['another body', { bodyHash: hash('sha256', '{}') }],
  ['another signed header', { headers: { ...example.headers, host: 'elsewhere' } }],
])('%s does not fit the signature', (_what, change) => {
  const refusal = refuse({ ...example, ...change }, claim, secret, then);
  expect(refusal?.reason).toBe('verify aksk signature fail');
  expect(refusal?.canonical).toBeDefined();
});

test('another secret does not fit, and a missing signed header is no empty one', () => {
  expect(refuse(example, claim, `${secret}x`, then)).toBeDefined();
  const { host: _, ...headers } = example.headers;
  expect(refuse({ ...example, headers }, claim, secret, then)).toBeDefined();
});

test('15 minutes of skew, both ways', () => {
  const quarter = 15 * 60_000;
  for (const ms of [quarter, -quarter]) {
    expect(refuse(example, claim, secret, later(ms))).toBeUndefined();
    const refusal = refuse(example, claim, secret, later(ms + Math.sign(ms)));
    expect(refusal).toEqual({ reason: 'X-Sdk-Date is out of date' });
  }
});

test('the date must be signed and be a date', () => {
  const unsigned = { ...claim, signedHeaders: ['host'] };
  expect(refuse(example, unsigned, secret, then)?.reason).toMatch('not signed');
  for (const bad of ['2019-11-15T03:36:55Z', '20191315T033655Z', '']) {
    const request = { ...example, headers: { ...example.headers, 'x-sdk-date': bad } };
    expect(refuse(request, claim, secret, then)?.reason).toMatch('yyyyMMdd');
  }
});

test('a hash in a header must be that of the body', () => {
  const said = (value: string) => ({
    ...example,
    headers: { ...example.headers, 'x-sdk-content-sha256': value },
  });
  expect(refuse(said(example.bodyHash), claim, secret, then)).toBeUndefined();
  expect(refuse(said('UNSIGNED-PAYLOAD'), claim, secret, then)).toBeDefined();
});

test('however a client escapes, the canonical text is one', () => {
  const canonical = canonicalOf("/v2/a%20b*'()?b=%E6%B5%8B&a=x+y&a=*%27&flag");
  expect(canonical).toBe(canonicalOf("/v2/a b%2A%27%28%29/?flag=&a=*'&a=x%20y&b=测"));
  expect(canonical?.split('\n').slice(1, 3)).toEqual([
    '/v2/a%20b%2A%27%28%29/',
    'a=%2A%27&a=x%20y&b=%E6%B5%8B&flag=',
  ]);
});

test('what cannot be decoded cannot have been signed', () => {
  expect(canonicalOf('/v2/%zz')).toBeUndefined();
  expect(canonicalOf('/v2/?a=%ff')).toBeUndefined();
});

test('the header is read, or is malformed', () => {
  const header = `SDK-HMAC-SHA256 Access=${claim.access}, SignedHeaders=content-type;Host;x-sdk-date, Signature=${signature}`;
  expect(isSigned(header)).toBe(true);
  expect(parseClaim(header)).toEqual(claim);
  expect(isSigned('Bearer x')).toBe(false);
  for (const bad of ['SDK-HMAC-SHA256', header.slice(0, -1), header.replace('Access=', '')]) {
    expect(parseClaim(bad)).toBeUndefined();
  }
});
