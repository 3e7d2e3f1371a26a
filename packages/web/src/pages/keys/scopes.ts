/** What a key may be limited to; the server knows them as the scopes of docs/api.md. */
export const scopes = [
  'datasets.read',
  'datasets.write',
  'projects.read',
  'projects.write',
  'tasks.read',
  'slices.read',
  'slices.write',
  'exports.read',
  'exports.create',
  'organizations.read',
  'organizations.write',
];

/** Days after which a key may end. */
export const lifetimes = [7, 30, 90, 365];

/** Milliseconds of a day. */
const DAY_MS = 86_400_000;

/** ISO 8601; null for a key that never ends. */
export const endAfter = (days: number | null, now = Date.now()): string | null =>
  days === null ? null : new Date(now + days * DAY_MS).toISOString();
