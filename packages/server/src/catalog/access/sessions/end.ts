import sql from 'sql-template-tag';
import type { Catalog } from '../../context.ts';

/** Signs out: the browser's secret is worth nothing from now on. */
export async function endSession(catalog: Catalog, uid: string): Promise<void> {
  await catalog.db.run(sql`delete from sessions where uid = ${uid}`);
}
