import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import { enqueue } from '../enqueue.ts';
import { CatalogError } from '../errors.ts';
import { getImport, loadImport } from './get.ts';
import type { Import } from './model.ts';

/**
 * Stops an import and takes back what it added. One that nobody began is canceled at once; a running one notices
 * within a second, and undoing takes about as long as what it did. Canceling twice is the same as once. Throws
 * `not_found`, `forbidden`, and `conflict` when it has ended otherwise.
 */
export async function cancelImport(
  ctx: Context,
  uid: string,
  { queue = true }: { queue?: boolean } = {},
): Promise<Import> {
  const asked = await getImport(ctx, uid);
  await ctx.db.transaction(async (tx) => {
    const row = await tx.row<Pick<Import, 'status'>>(
      sql`select status from imports where uid = ${uid} for update`,
    );
    const now = new Date();
    if (row?.status === 'requested') {
      await tx.run(sql`
        update imports set status = 'canceled', phase = 'done', cancel_requested = true, updated_at = ${now}
        where uid = ${uid}`);
    } else if (row?.status === 'running') {
      await tx.run(sql`
        update imports set cancel_requested = true, updated_at = ${now} where uid = ${uid}`);
      // Its runner may be dead, for example a command that was killed: then a worker takes it back.
      if (queue) await enqueue(tx, 'import', uid);
    } else if (row?.status !== 'canceled') {
      throw new CatalogError('conflict', `The import is ${row?.status ?? 'gone'} already.`);
    }
  });
  return (await loadImport(ctx.db, uid)) ?? asked;
}
