import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import type { Actor } from '../access/actor.ts';
import { can, requireRight, type Right } from '../access/rights.ts';
import { notFound } from '../errors.ts';
import { present, sliceColumns, sliceTables, type SliceDefinition } from '../slices/row.ts';

/** What an export names; uids in their stored form, each once. */
export interface Named {
  datasets: string[];
  projects: string[];
  slices: string[];
}

export interface NamedDataset {
  uid: string;
  owner_uid: string;
  /** Set when the owner is an organisation. */
  organization_uid: string | null;
  visibility: string;
  name: string;
  slug: string;
}

export interface NamedProject {
  uid: string;
  owner_uid: string;
  visibility: string;
  name: string;
}

/** Everything an export reads, in the order of the uids. */
export interface References {
  /** The named ones, those of the slices, or of the projects when there is nothing else. */
  datasets: NamedDataset[];
  slices: SliceDefinition[];
  /** The named ones, or all projects of the datasets that the actor may read. */
  projects: NamedProject[];
}

/**
 * Finds what is named and checks that the actor may read all of it. Throws `not_found`, `forbidden`. Called when an
 * export is asked for and again when it runs: rights and rows may have gone in between.
 */
export async function findReferences(
  db: Queryable,
  actor: Actor,
  named: Named,
): Promise<References> {
  const found = await db.rows<SliceDefinition>(sql`
    select ${sliceColumns} from ${sliceTables} where s.uid = any(${named.slices}::uuid[]) order by s.uid`);
  const slices = found.map(present);
  requireAll(actor, ['slice.read', 'export.create'], slices, named.slices);
  const projects = await db.rows<NamedProject>(sql`
    select p.uid, p.owner_uid, p.visibility, p.name from projects p
    where p.uid = any(${named.projects}::uuid[]) order by p.uid`);
  requireAll(actor, ['project.read', 'export.create'], projects, named.projects);
  const uids = await datasetsOf(db, named, slices);
  const datasets = await db.rows<NamedDataset>(sql`
    select d.uid, d.owner_uid, d.visibility, d.name, d.slug,
      case when o.kind = 'organization' then o.uid end as organization_uid
    from datasets d join owners o on o.uid = d.owner_uid
    where d.uid = any(${uids}::uuid[]) order by d.uid`);
  requireAll(actor, ['dataset.read', 'export.create'], datasets, uids);
  return {
    datasets,
    slices,
    projects: named.projects.length > 0 ? projects : await allProjects(db, actor, uids),
  };
}

async function datasetsOf(db: Queryable, named: Named, slices: SliceDefinition[]) {
  if (named.datasets.length > 0 || named.slices.length > 0) {
    return [...new Set([...named.datasets, ...slices.flatMap((slice) => slice.datasets)])];
  }
  const rows = await db.rows<{ dataset_uid: string }>(sql`
    select distinct dataset_uid from project_datasets
    where project_uid = any(${named.projects}::uuid[])`);
  return rows.map((row) => row.dataset_uid);
}

/** Nobody named them, so those that the actor may not read are left out without a word. */
async function allProjects(db: Queryable, actor: Actor, datasets: string[]) {
  const projects = await db.rows<NamedProject>(sql`
    select p.uid, p.owner_uid, p.visibility, p.name from projects p
    where p.uid in (select pd.project_uid from project_datasets pd
      where pd.dataset_uid = any(${datasets}::uuid[])) order by p.uid`);
  const roles = { ...actor, scopes: [] };
  return projects.filter(({ owner_uid, visibility }) =>
    can(roles, 'project.read', { ownerUid: owner_uid, visibility }),
  );
}

function requireAll(
  actor: Actor,
  rights: Right[],
  found: { owner_uid: string; visibility: string }[],
  wanted: string[],
): void {
  if (found.length !== wanted.length) throw notFound();
  for (const { owner_uid, visibility } of found) {
    for (const right of rights) requireRight(actor, right, { ownerUid: owner_uid, visibility });
  }
}
