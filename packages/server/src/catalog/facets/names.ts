import sql from 'sql-template-tag';
import { can } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { CountedFacet } from './model.ts';

export interface LabelName {
  name: string;
  project: { uid: string; name: string | null };
}

/** Names of the labels in a label facet, by uid; read anew each time, because what is counted may be kept. */
export function labelNames(ctx: Context, facets: CountedFacet[]): Promise<Map<string, LabelName>> {
  return namesOfLabels(
    ctx,
    facets
      .filter(({ name }) => name === 'label')
      .flatMap(({ values }) => values.map(({ text }) => text)),
  );
}

/** The same of labels by uid. */
export async function namesOfLabels(ctx: Context, uids: string[]): Promise<Map<string, LabelName>> {
  if (uids.length === 0) return new Map();
  const rows = await ctx.db.rows<{
    uid: string;
    name: string;
    project_uid: string;
    project: string;
    owner_uid: string;
    visibility: string;
  }>(sql`
    select l.uid, l.name, p.uid as project_uid, p.name as project, p.owner_uid, p.visibility
    from labels l join projects p on p.uid = l.project_uid where l.uid = any(${uids}::uuid[])`);
  return new Map(
    rows.map((row) => {
      const target = { ownerUid: row.owner_uid, visibility: row.visibility };
      const seen = can(ctx.actor, 'project.read', target);
      const project = { uid: row.project_uid, name: seen ? row.project : null };
      return [row.uid, { name: row.name, project }];
    }),
  );
}
