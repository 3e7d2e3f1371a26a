import type { Context } from '../catalog/context.ts';
import { findDataset } from '../catalog/datasets/find.ts';
import type { Dataset } from '../catalog/datasets/row.ts';
import { CatalogError } from '../catalog/errors.ts';
import { listProjects } from '../catalog/projects/list.ts';
import { findSlice } from '../catalog/slices/get.ts';
import { parseUid } from '../db/ids.ts';
import { Complaint } from './complaint.ts';

/** As the options name them. */
export interface Targets {
  dataset: string[];
  slice: string[];
  project: string[];
}

/** The uids behind the names. Throws `Complaint` for what is not there, or not clear. */
export async function findTargets(
  ctx: Context,
  { dataset, slice, project }: Targets,
): Promise<{ datasets: string[]; slices: string[]; projects: string[] }> {
  if (dataset.length + slice.length + project.length === 0) {
    throw new Complaint('Say what to export: --dataset, --slice or --project.');
  }
  const found = { datasets: [] as string[], slices: [] as string[], projects: [] as string[] };
  for (const name of dataset) {
    found.datasets.push((await datasetNamed(ctx, '--dataset', name)).uid);
  }
  for (const name of slice) {
    const [owner, slug] = split('--slice', name);
    found.slices.push((await named('--slice', name, findSlice(ctx, owner, slug))).uid);
  }
  for (const name of project) found.projects.push(await findProject(ctx, name));
  return found;
}

/** The dataset called `owner/slug`; `option` is where it was named. Throws `Complaint`. */
export async function datasetNamed(ctx: Context, option: string, name: string): Promise<Dataset> {
  const [owner, slug] = split(option, name);
  return named(option, name, findDataset(ctx, owner, slug));
}

function split(option: string, name: string): [owner: string, slug: string] {
  const slash = name.indexOf('/');
  if (slash < 1) throw new Complaint(`${option} ${name}: write it as owner/slug.`);
  return [name.slice(0, slash), name.slice(slash + 1)];
}

async function named<T>(option: string, name: string, finding: Promise<T>): Promise<T> {
  try {
    return await finding;
  } catch (error) {
    if (!(error instanceof CatalogError) || error.code !== 'not_found') throw error;
    throw new Complaint(`${option} ${name}: there is no such ${option.replace('--', '')}.`);
  }
}

async function findProject(ctx: Context, name: string): Promise<string> {
  const uid = parseUid(name);
  if (uid !== undefined) return uid;
  const { rows } = await listProjects(ctx, { name }, { limit: 1000 });
  const [match, ...others] = rows.filter((row) => row.name === name);
  if (!match) throw new Complaint(`--project ${name}: there is no such project.`);
  if (others.length > 0) {
    const uids = [match, ...others].map((row) => `${row.uid} of ${row.owner_name}`).join(', ');
    throw new Complaint(`--project ${name}: several have this name. Give the uid: ${uids}.`);
  }
  return match.uid;
}
