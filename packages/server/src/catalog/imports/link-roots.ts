import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import type { Catalog } from '../context.ts';

/** Folders that the operator linked from at the command line; kept beside the configured ones. */
const SETTING = 'link_roots';

/** Folders from which linked media may be served: the configured ones, and those an operator has linked from. */
export async function linkRoots(catalog: Catalog): Promise<string[]> {
  const row = await catalog.db.row<{ value: string[] }>(
    sql`select value from settings where name = ${SETTING}`,
  );
  return [...catalog.importRoots, ...(row?.value ?? [])];
}

/** Remembers a folder, which must be a real absolute path. */
export async function allowLinkRoot(db: Queryable, root: string): Promise<void> {
  await db.run(sql`
    insert into settings (name, value) values (${SETTING}, ${JSON.stringify([root])})
    on conflict (name) do update set value = settings.value || excluded.value
    where not settings.value @> excluded.value`);
}
