import { realpath } from 'node:fs/promises';
import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import type { NewImport } from './create.ts';
import { loadImport } from './get.ts';
import type { Import } from './model.ts';

/** The import that was begun with the same words and neither finished nor given up, so that it can go on. */
export async function findUnfinishedImport(
  ctx: Context,
  input: NewImport,
): Promise<Import | undefined> {
  const source = await realpath(input.path).catch(() => input.path);
  const found = await ctx.db.row<{ uid: string }>(sql`
    select uid from imports
    where dataset_uid = ${input.datasetUid} and source = ${source} and status in ('requested', 'running')
      and (format = ${input.format ?? 'auto'} or ${input.format ?? 'auto'} = 'auto')
      and (options->>'link')::boolean = ${input.link ?? false}
      and options->>'project' is not distinct from ${input.project ?? null}
      and options->>'yoloTask' is not distinct from ${input.yoloTask ?? null}
    order by uid desc limit 1`);
  return found ? loadImport(ctx.db, found.uid) : undefined;
}
