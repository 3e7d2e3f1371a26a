import sql from 'sql-template-tag';
import type { ExportDataset, ExportProject } from '../../../formats/model.ts';
import type { ItemReader } from '../../exports/items.ts';
import { findCollisions } from '../../exports/names.ts';
import { countItems, select } from '../../exports/selection.ts';
import type { NamedDataset, NamedProject } from '../../exports/references.ts';
import type { Publishing } from './build.ts';

/** The dataset as the version's transaction sees it. */
export interface OpenVersion {
  dataset: ExportDataset;
  projects: ExportProject[];
  reader: ItemReader;
}

/** Opens all items of the dataset, with what all of its projects say of them, and counts them. */
export async function openVersion(work: Publishing): Promise<OpenVersion> {
  const { catalog, session, attempt, progress, controller } = work;
  const { dataset_uid: uid, options } = attempt.row;
  const datasets = await session.rows<NamedDataset>(sql`
    select uid, owner_uid, null as organization_uid, visibility, name, slug from datasets where uid = ${uid}`);
  const projects = await session.rows<NamedProject>(sql`
    select p.uid, p.owner_uid, p.visibility, p.name from projects p
      join project_datasets o on o.project_uid = p.uid
    where o.dataset_uid = ${uid} order by p.uid`);
  const chosen = { datasets: [uid], slices: [], filter_query_string: null };
  const selection = await select(session, chosen, { datasets, slices: [], projects });
  const counts = await countItems(session, selection.parts);
  progress.total = [...counts.values()].reduce((total, count) => total + count, 0);
  await work.onTotal();
  const [part] = selection.parts;
  if (!part) throw new Error(`Dataset ${uid} is gone`);
  return {
    dataset: part.dataset,
    projects: selection.projects,
    reader: {
      ...{ catalog, session, selection, signal: controller.signal },
      includeMedia: options.export_images,
      onItem: () => undefined,
      namesAreUnique: (await findCollisions(session, selection.parts)) === 0,
    },
  };
}
