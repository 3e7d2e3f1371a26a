import { expect } from 'vitest';
import type { Reply } from './client.ts';

/** The bodies that the documents print, byte for byte. */
export const bodies = {
  unauthorized: '{"detail":"Invalid API key."}',
  forbidden: '{"detail":"You do not have permission to perform this action."}',
  notFound: '{"detail":"Not found."}',
} as const;

const required = 'This field is required.';

export function expectUnauthorized({ status, text }: Reply): void {
  expect([status, text]).toEqual([401, bodies.unauthorized]);
}

export function expectForbidden({ status, text }: Reply): void {
  expect([status, text]).toEqual([403, bodies.forbidden]);
}

export function expectNotFound({ status, text }: Reply): void {
  expect([status, text]).toEqual([404, bodies.notFound]);
}

/** 400 with exactly these fields missing. */
export function expectRequired({ status, json }: Reply, ...fields: string[]): void {
  const body = Object.fromEntries(fields.map((field) => [field, [required]]));
  expect([status, json]).toEqual([400, body]);
}

/** The dialect's error: `detail`, or a list of messages per field. Never a stack, never HTML. */
export function expectDialectError({ status, json, headers, text }: Reply): void {
  expect(status, text).toBeGreaterThanOrEqual(400);
  expect(status, text).toBeLessThan(500);
  expect(headers.get('content-type')).toMatch(/^application\/json/);
  const entries = Object.entries(json as Record<string, unknown>);
  expect(entries.length, text).toBeGreaterThan(0);
  for (const [field, value] of entries) {
    const good =
      field === 'detail'
        ? typeof value === 'string'
        : Array.isArray(value) && value.every((message) => typeof message === 'string');
    expect(good, text).toBe(true);
  }
}
