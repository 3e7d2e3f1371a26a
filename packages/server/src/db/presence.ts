import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import sql, { type Sql } from 'sql-template-tag';
import { abortable } from './abortable.ts';

/** Sets Sheaf's presence locks apart from other advisory locks of the database; the number must not change. */
const LOCK_SPACE = 7_330_103;

/** Waits between attempts to come back: short, because others take a process that is away for dead. */
const RETRY_MS = [50, 100, 200, 500, 1000];

/** A connection that does not answer for this long is given up. */
const ANSWER_MS = 5000;

interface Events {
  lost: [];
}

/**
 * Shows other processes that this one lives: session-level advisory locks, one per name, on a connection of its own.
 * PostgreSQL drops them the moment the process dies, however it dies. After a lost connection they are taken again.
 */
export class Presence extends EventEmitter<Events> {
  /** Names this process, its temporary files among them. */
  readonly id = `process-${randomBytes(9).toString('hex')}`;
  readonly #config: ClientConfig;
  readonly #names = new Set([this.id]);
  #client: Client | undefined;
  #connecting: Promise<void> | undefined;
  #stopped = false;
  #answered: Promise<unknown> = Promise.resolve();

  constructor(config: ClientConfig) {
    super();
    this.#config = config;
  }

  /** Connects and locks `id`. Throws when the database cannot be reached. */
  async start(): Promise<void> {
    await this.#connect();
  }

  /** Locks one more name, and again after each lost connection, until `drop`. Resolves when it is held. */
  async hold(name: string, signal?: AbortSignal): Promise<void> {
    const client = await this.#held(signal);
    if (this.#names.has(name)) return;
    await this.#ask(client, lock(name));
    if (this.#client !== client) throw new Error('Connection terminated');
    this.#names.add(name);
  }

  /** Resolves when every name is held: at once in general, after the reconnection when the connection was lost. */
  async held(signal?: AbortSignal): Promise<void> {
    await this.#held(signal);
  }

  /** Gives a name up. The connection goes when it does not answer, and with it the lock. */
  async drop(name: string): Promise<void> {
    const client = this.#client;
    if (!this.#names.delete(name) || !client) return;
    const unlock = sql`select pg_advisory_unlock(hashtextextended(${name}, ${LOCK_SPACE}))`;
    await this.#ask(client, unlock).catch(() => this.#lose(client));
  }

  /** Asks the connection for an answer, so that a silent loss is noticed too. */
  async check(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    await this.#ask(client, sql`select 1`).catch(() => this.#lose(client));
  }

  /** One query after the other: jobs that start together ask together, and `pg` will keep no queue for them. */
  #ask(client: Client, query: Sql): Promise<unknown> {
    const answer = this.#answered.then(() => client.query(query));
    this.#answered = answer.catch(() => undefined);
    return answer;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }

  async #held(signal?: AbortSignal): Promise<Client> {
    while (!this.#client) {
      signal?.throwIfAborted();
      if (this.#stopped) throw new Error('This process is stopping.');
      this.#connecting ??= this.#reconnect().finally(() => (this.#connecting = undefined));
      await (signal ? abortable(this.#connecting, signal) : this.#connecting);
    }
    return this.#client;
  }

  async #reconnect(): Promise<void> {
    for (let attempt = 0; !this.#stopped; attempt++) {
      try {
        await this.#connect();
        return;
      } catch {
        await sleep(RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]);
      }
    }
  }

  async #connect(): Promise<void> {
    const client = new Client({
      ...this.#config,
      application_name: `sheaf ${this.id}`,
      keepAlive: true,
      query_timeout: ANSWER_MS,
      connectionTimeoutMillis: ANSWER_MS,
    });
    client.on('error', () => this.#lose(client));
    client.on('end', () => this.#lose(client));
    try {
      await client.connect();
      // A machine that lost its power is noticed after 25 seconds, not after two hours. No effect on a local socket.
      await client.query(
        'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3',
      );
      for (const name of this.#names) await client.query(lock(name));
      this.#client = client;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  #lose(client: Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    void client.end().catch(() => undefined);
    if (this.#stopped) return;
    this.emit('lost');
    this.#held().catch(() => undefined);
  }
}

function lock(name: string): Sql {
  return sql`select pg_advisory_lock(hashtextextended(${name}, ${LOCK_SPACE}))
    where not exists (select 1 from pg_locks where ${isLockOf(name)} and pid = pg_backend_pid())`;
}

function isLockOf(name: string | Sql): Sql {
  // A bigint key stands in pg_locks as two halves, with objsubid 1.
  return sql`locktype = 'advisory' and objsubid = 1
    and database = (select oid from pg_database where datname = current_database())
    and (classid::bigint << 32 | objid::bigint) = hashtextextended(${name}, ${LOCK_SPACE})`;
}

/** Those of the names that no living process holds, as one query. */
export function absentNames(names: string[]): Sql {
  return sql`select name from unnest(${names}::text[]) as name
    where not exists (select 1 from pg_locks where ${isLockOf(sql`name`)} and granted)`;
}
