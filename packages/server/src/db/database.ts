import { Pool, types, type PoolClient, type PoolConfig, type QueryResultRow } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Writable } from 'node:stream';
import type { Sql } from 'sql-template-tag';
import { isCrowded, keep, preparedName } from './prepared.ts';
import { Shared } from './shared.ts';

// Counts and sizes are below 2^53; as text they would be concatenated by mistake.
types.setTypeParser(types.builtins.INT8, Number);

/** What both a pool and a transaction can do. */
export interface Queryable {
  /** All rows. */
  rows<Row extends QueryResultRow>(query: Sql): Promise<Row[]>;
  /** The only row, or undefined. */
  row<Row extends QueryResultRow>(query: Sql): Promise<Row | undefined>;
  /**
   * All rows of a statement that every connection parses once and keeps: for what requests ask again and again.
   * PostgreSQL may plan it for any values; where the values decide the plan, give it a parameter as its limit.
   */
  prepared<Row extends QueryResultRow>(query: Sql): Promise<Row[]>;
  /** Number of rows the statement touched. */
  run(query: Sql): Promise<number>;
}

/** One transaction on one connection. */
export interface Transaction extends Queryable {
  /** A stream that takes text-format COPY rows; `statement` is `COPY … FROM STDIN`. */
  copyIn(statement: string): Writable;
}

export type Isolation = 'read committed' | 'repeatable read read only';

/** Queries on one connection. */
export function on(client: PoolClient): Queryable {
  return {
    ...unnamed(client),
    async prepared<Row extends QueryResultRow>({ text, values }: Sql) {
      const name = preparedName(text);
      keep(client, name);
      return (await client.query<Row>({ name, text, values })).rows;
    },
  };
}

/** Those that leave nothing behind. */
function unnamed(client: Pool | PoolClient): Omit<Queryable, 'prepared'> {
  return {
    async rows<Row extends QueryResultRow>(query: Sql) {
      return (await client.query<Row>(query.text, query.values)).rows;
    },
    async row<Row extends QueryResultRow>(query: Sql) {
      return (await client.query<Row>(query.text, query.values)).rows[0];
    },
    async run(query) {
      return (await client.query(query.text, query.values)).rowCount ?? 0;
    },
  };
}

export class Database implements Queryable {
  readonly pool: Pool;
  readonly rows: Queryable['rows'];
  readonly row: Queryable['row'];
  readonly run: Queryable['run'];

  readonly #shared = new Shared<QueryResultRow[]>();

  constructor(config: PoolConfig) {
    this.pool = new Pool(config);
    // An idle connection that the server closes must not end the process; the next query reports it.
    this.pool.on('error', () => undefined);
    // Nor may one in use: its query fails and reports it.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
    const direct = unnamed(this.pool);
    this.rows = direct.rows;
    this.row = direct.row;
    this.run = direct.run;
  }

  async prepared<Row extends QueryResultRow>(query: Sql): Promise<Row[]> {
    const client = await this.pool.connect();
    let failed = true;
    try {
      const rows = await on(client).prepared<Row>(query);
      failed = false;
      return rows;
    } finally {
      client.release(failed || isCrowded(client));
    }
  }

  /**
   * The same as `prepared`; those who ask the same at the same time get the same rows, not to be changed. For what
   * every request asks first: under load one statement answers many. `values` are texts.
   */
  shared<Row extends QueryResultRow>(query: Sql): Promise<readonly Row[]> {
    const key = `${query.text}\0${query.values.join('\0')}`;
    return this.#shared.answer(key, () => this.prepared(query)) as Promise<Row[]>;
  }

  /** Runs `work` in a transaction: committed when it returns, rolled back when it throws. */
  async transaction<T>(
    work: (tx: Transaction) => Promise<T>,
    isolation: Isolation = 'read committed',
  ): Promise<T> {
    const client = await this.pool.connect();
    let broken = false;
    const onError = () => {
      broken = true;
    };
    client.on('error', onError);
    try {
      await client.query(`begin isolation level ${isolation}`);
      const tx = { ...on(client), copyIn: (text: string) => client.query(copyFrom(text)) };
      const result = await work(tx);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(onError);
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken || isCrowded(client));
    }
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
