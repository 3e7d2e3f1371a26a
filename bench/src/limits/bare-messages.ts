import type { PoolConfig } from 'pg';

/** `text` gives one row with one column: the body of the answer to `GET /<name>`. */
export interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

export interface BareSetup {
  config: PoolConfig;
  statements: Statement[];
}

export interface BareReady {
  port: number;
}
