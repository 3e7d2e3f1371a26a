import sql from 'sql-template-tag';
import { newUid } from '../../db/ids.ts';
import type { Context } from '../context.ts';
import { keepTask } from '../dataset-tasks/keep.ts';
import { enqueue } from '../enqueue.ts';
import { CatalogError, notFound } from '../errors.ts';
import { checkExport, type NewExport } from './check.ts';
import type { References } from './references.ts';
import { selectExport, type ExportRow } from './row.ts';

export type { FormatChoices, NewExport } from './check.ts';

/** Waiting and running exports of one user. A script that asks in a loop must not keep the others waiting for hours. */
export const UNFINISHED_EXPORTS_PER_USER = 100;

/**
 * Asks for an export: its row and its job, or neither. Throws `invalid`, `not_found` for a uid that is not there,
 * `forbidden`, and `busy` for a user with too many unfinished exports. `uid` is for a caller that runs it itself.
 */
export async function createExport(
  ctx: Context,
  input: NewExport,
  uid: string = newUid(),
): Promise<ExportRow> {
  const checked = await checkExport(ctx, input);
  const { name, format, named, version, filter, references, includeMedia, options } = checked;
  const now = new Date();
  return ctx.db.transaction(async (tx) => {
    // One user's requests take turns, so that many at once cannot pass the limit together.
    await tx.row(
      sql`select pg_advisory_xact_lock(hashtextextended(${`exports:${ctx.actor.userUid}`}, 0))`,
    );
    const waiting = await tx.row<{ count: number }>(sql`
      select count(*) as count from exports
      where created_by = ${ctx.actor.userUid} and status in ('requested', 'exporting')`);
    if ((waiting?.count ?? 0) >= UNFINISHED_EXPORTS_PER_USER) {
      throw new CatalogError('busy', 'Too many of your exports are not finished yet.');
    }
    await tx.run(sql`
      insert into exports (uid, created_by, organization_uid, name, format, status, datasets, projects,
        slices, filter_query_string, strict, include_media, options, version_uid,
        created_at, updated_at)
      values (${uid}, ${ctx.actor.userUid}, ${organizationOf(references)}, ${name}, ${format},
        'requested', ${named.datasets}, ${named.projects}, ${named.slices}, ${filter},
        ${input.strict ?? false}, ${includeMedia}, ${JSON.stringify(options)}, ${version}, ${now}, ${now})`);
    const [dataset] = named.datasets;
    if (input.task && dataset) await keepTask(tx, ctx, dataset, uid, input.task);
    await enqueue(tx, 'export', uid);
    const row = await selectExport(tx, uid);
    if (!row) throw notFound();
    return row;
  });
}

/** The organisation that owns all of the datasets. */
function organizationOf({ datasets }: References): string | null {
  const [first] = datasets;
  const same = datasets.every((dataset) => dataset.organization_uid === first?.organization_uid);
  return same ? (first?.organization_uid ?? null) : null;
}
