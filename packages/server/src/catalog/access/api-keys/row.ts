import sql, { type Sql } from 'sql-template-tag';

/** One of the actor's own keys, as a list shows it. */
export interface ApiKey {
  uid: string;
  name: string;
  /** The first eight digits; empty for a key that was not made here. */
  prefix: string;
  /** Empty is every scope. */
  scopes: string[];
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
}

export const apiKeyColumns: Sql = sql`
  k.uid, k.name, k.prefix, k.scopes, k.created_at, k.expires_at, k.last_used_at`;
