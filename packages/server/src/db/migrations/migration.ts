/** What a migration may do. On Citus `distribute` and `reference` place the table; on PostgreSQL they do nothing. */
export interface MigrationStep {
  run(statement: string): Promise<void>;
  /** Spreads `table` by `key`, beside `colocateWith`. Call it right after CREATE TABLE, before foreign keys. */
  distribute(table: string, key: string, colocateWith?: string): Promise<void>;
  /** A small, rarely written table, copied to every node. */
  reference(table: string): Promise<void>;
}

export interface Migration {
  name: string;
  up(step: MigrationStep): Promise<void>;
}
