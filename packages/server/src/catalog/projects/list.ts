import sql, { join, type Sql } from 'sql-template-tag';
import { findOwner } from '../access/owners.ts';
import { requireRight, requireScope } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import { keyset, type Orderings, type Page, type PageRequest, type Place } from '../paging.ts';
import { projectColumns, projectTables, visibleProjects, type Project } from './row.ts';

export const projectOrderings: Orderings = {
  columns: {
    created_at: { column: 'p.created_at', type: 'timestamptz' },
    updated_at: { column: 'p.updated_at', type: 'timestamptz' },
    name: { column: 'p.name', type: 'text' },
  },
  fallback: '-created_at',
  tieBreak: 'p.uid',
};

/** Projects the actor sees; of one owner when named. `name` is a case-insensitive part of the name. */
export async function listProjects(
  ctx: Context,
  filters: { owner?: string | undefined; name?: string | undefined },
  request: PageRequest,
): Promise<Page<Project>> {
  requireScope(ctx.actor, 'project.read');
  const where: Sql[] = [visibleProjects(ctx.actor)];
  if (filters.owner !== undefined) {
    where.push(sql`p.owner_uid = ${(await findOwner(ctx.db, filters.owner)).uid}`);
  }
  if (filters.name) where.push(sql`position(lower(${filters.name}) in lower(p.name)) > 0`);
  const page = keyset(ctx.secret, `projects:${JSON.stringify(filters)}`, projectOrderings, request);
  const rows = await ctx.db.rows<Project & Place>(sql`
    select ${projectColumns(ctx.actor)}, ${page.position} from ${projectTables}
    where ${join(where, ' and ')} and ${page.after} order by ${page.orderBy} limit ${page.limit}`);
  return page.finish(rows);
}

/** Throws `not_found`, `forbidden`. */
export async function getProject(ctx: Context, uid: string): Promise<Project> {
  const project = await ctx.db.row<Project>(
    sql`select ${projectColumns(ctx.actor)} from ${projectTables} where p.uid = ${uid}`,
  );
  if (!project) throw notFound();
  requireRight(ctx.actor, 'project.read', {
    ownerUid: project.owner_uid,
    visibility: project.visibility,
  });
  return project;
}
