import { hash } from 'node:crypto';
import type { PoolClient } from 'pg';

/** How many statements a connection keeps prepared: some 20 KB each in PostgreSQL. */
const MOST = 200;

const kept = new WeakMap<PoolClient, Set<string>>();

/** Names by text: the hot statements are long, and few. */
const names = new Map<string, string>();

const MOST_NAMES = 1_000;

/** The name that a statement of this text is prepared under, in every connection. */
export function preparedName(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MOST_NAMES) names.clear();
  const name = `sheaf-${hash('sha256', text, 'base64url')}`;
  names.set(text, name);
  return name;
}

/** Remembers that the connection keeps the statement. */
export function keep(client: PoolClient, name: string): void {
  const names = kept.get(client) ?? new Set();
  kept.set(client, names.add(name));
}

/** Whether the connection keeps so many that it should be replaced: filters are as many as people think of. */
export const isCrowded = (client: PoolClient): boolean => (kept.get(client)?.size ?? 0) >= MOST;
