import { hash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { remember } from '../remember.ts';

/** How many statements a connection keeps prepared: some 20 KB each in PostgreSQL. */
const MOST = 200;

const kept = new WeakMap<PoolClient, Set<string>>();

/** The name that a statement of this text is prepared under, in every connection. The hot ones are long, and few. */
export const preparedName = remember((text) => `sheaf-${hash('sha256', text, 'base64url')}`);

/** Remembers that the connection keeps the statement. */
export function keep(client: PoolClient, name: string): void {
  const names = kept.get(client) ?? new Set();
  kept.set(client, names.add(name));
}

/** Whether the connection keeps so many that it should be replaced: filters are as many as people think of. */
export const isCrowded = (client: PoolClient): boolean => (kept.get(client)?.size ?? 0) >= MOST;
