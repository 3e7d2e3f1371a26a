import sql, { type Sql } from 'sql-template-tag';
import { remember } from '../../remember.ts';
import type { Catalog } from '../context.ts';
import { CatalogError } from '../errors.ts';
import { expectationsOf } from '../expectations.ts';
import type { Actor } from './actor.ts';
import { admit, hashKey, selectShownKey, type KeyRow } from './authenticate.ts';

/** Where a request wants to go: the key that it shows, and a name for what it asks for with it. */
export interface Door<Found, Entered> {
  key: string | undefined;
  name: string;
  /** At most one row: what it asks for. */
  select(): Sql;
  /** Decides whether the actor may enter; the same, or equal, for the same. Throws. */
  admit(actor: Actor, found: Found | null): Entered | Promise<Entered>;
}

/**
 * Opens doors to things of one kind. Key and thing are asked for with every request, in one statement, while `work`
 * begins with what they were the last time: a revoked key is refused at once. Throws `unauthenticated`, `key_expired`,
 * and what `admit` and `work` throw.
 */
export function doors<Found, Entered>() {
  const expectations = expectationsOf<Entered>();
  const read = remember(readEntry<Found>);
  return async <Result>(
    catalog: Catalog,
    door: Door<Found, Entered>,
    work: (entered: Entered) => Promise<Result>,
  ): Promise<Result> => {
    const { key } = door;
    if (!key) throw new CatalogError('unauthenticated');
    const ask = async () => {
      const [row] = await catalog.db.shared<{ entry: string }>(sql`
        select json_build_object('key', k, 'found', f)::text as entry
        from (${selectShownKey(key)}) k left join (${door.select()}) f on true`);
      const entry = row && read(row.entry);
      const actor = await admit(catalog, entry?.key);
      return door.admit(actor, entry?.found ?? null);
    };
    // Hashed: what is remembered outlives the request and should not hold keys.
    const question = `${hashKey(key).toString('base64')} ${door.name}`;
    return expectations(catalog.db).whileAsking(question, ask, work);
  };
}

/** As one text, by which it is known again: comparing it part by part took Node as long as the rest of a page. */
function readEntry<Found>(text: string): { key: KeyRow; found: Found | null } {
  const { key, found } = JSON.parse(text) as { key: KeyRow; found: Found | null };
  return {
    key: { ...key, expires_at: time(key.expires_at), last_used_at: time(key.last_used_at) },
    found,
  };
}

const time = (value: Date | string | null) => (value === null ? null : new Date(value));
