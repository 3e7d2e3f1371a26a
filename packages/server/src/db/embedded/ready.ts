import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import { isUnavailable } from '../unavailable.ts';
import { DATABASE, ROLE } from './cluster.ts';

/** For `pg`. There is no password: the socket's folder is closed to others. */
export interface Connection {
  /** The socket's folder. */
  host: string;
  port: number;
  user: string;
  database: string;
}

export function connectionTo(address: { host: string; port: number }): Connection {
  return { ...address, user: ROLE, database: DATABASE };
}

/**
 * Connects once and makes the database when it is missing. 'wait' when the server is not there yet, starts or stops.
 * @throws any other error of the server
 */
export async function tryConnection(connection: Connection): Promise<'ready' | 'wait'> {
  try {
    await query(connection, 'select 1');
    return 'ready';
  } catch (error) {
    if (isUnavailable(error)) return 'wait';
    if ((error as { code?: string }).code !== '3D000') throw error;
  }
  try {
    await query({ ...connection, database: 'postgres' }, `create database ${DATABASE}`);
    return 'ready';
  } catch (error) {
    // Another process that connects for the first time made it meanwhile.
    if (['42P04', '23505'].includes((error as { code?: string }).code ?? '')) return 'wait';
    throw error;
  }
}

/** Waits until the server answers; false when `alive` says that it is gone, or when patience (ms) ends. */
export async function waitReady(
  connection: Connection,
  alive: () => boolean | Promise<boolean>,
  patience: number,
): Promise<boolean> {
  const start = Date.now();
  while (await alive()) {
    if ((await tryConnection(connection)) === 'ready') return true;
    const waited = Date.now() - start;
    if (waited > patience) return false;
    // A normal start takes 50 ms; recovery needs no close watch.
    await sleep(waited < 500 ? 5 : 100);
  }
  return false;
}

async function query(connection: Connection, text: string): Promise<void> {
  // `ssl: false`: PGSSLMODE of the environment must not ask a unix socket for encryption.
  const config: ClientConfig = { ...connection, ssl: false, connectionTimeoutMillis: 5_000 };
  const client = new Client(config);
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(text);
  } finally {
    await client.end().catch(() => undefined);
  }
}
