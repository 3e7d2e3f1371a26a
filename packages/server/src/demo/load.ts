import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sql from 'sql-template-tag';
import type { Context } from '../catalog/context.ts';
import { createDataset, type NewDataset } from '../catalog/datasets/create.ts';
import { findDataset } from '../catalog/datasets/find.ts';
import type { Dataset } from '../catalog/datasets/row.ts';
import { createExport } from '../catalog/exports/create.ts';
import { getExport } from '../catalog/exports/get.ts';
import { createImport } from '../catalog/imports/create.ts';
import { runImport } from '../catalog/imports/run.ts';
import { createSlice } from '../catalog/slices/create.ts';
import { writeDemoFiles } from './files.ts';

const STREETS = 'streets';
const DRIVE = 'drive';

const slices = [
  { name: 'Night streets', filter: 'metadata.time_of_day = night' },
  { name: 'Cars in the rain', filter: 'metadata.weather = rain AND label = car' },
  {
    name: 'Crowded crossings',
    filter: 'count(label = pedestrian) >= 2',
  },
  {
    name: 'Occluded cars',
    filter: 'count(label = car AND attributes.occluded = true) >= 1',
  },
];

/** Loads the demo once; a second call finds it there. A load that was killed is begun anew. */
export async function loadDemo(ctx: Context): Promise<void> {
  const found = await ctx.db.row<{ loaded: boolean }>(sql`
    select true as loaded from settings where name = 'demo'`);
  if (found) return;
  await ctx.db.run(sql`
    delete from slices where owner_uid = ${ctx.actor.userUid}
      and name = any(${slices.map(({ name }) => name)})`);
  const folder = join(ctx.workDir, 'demo');
  try {
    await writeDemoFiles(folder);
    const streets = await importFolder(ctx, join(folder, STREETS), 'coco', {
      name: 'Streets',
      slug: STREETS,
      dataType: 'image',
      metadata: { description: 'Drawn streets with boxes and outlines' },
    });
    await importFolder(ctx, join(folder, DRIVE), 'sequences', {
      name: 'Drive',
      slug: DRIVE,
      dataType: 'video',
      isSequence: true,
      metadata: { description: 'One drive seen by two cameras' },
    });
    await cut(ctx, streets);
    await ctx.db.run(sql`insert into settings (name, value) values ('demo', 'true')`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function importFolder(
  ctx: Context,
  path: string,
  format: 'coco' | 'sequences',
  dataset: NewDataset,
): Promise<Dataset> {
  const { uid } = await findOrCreate(ctx, dataset);
  const project = format === 'coco' ? 'Street objects' : undefined;
  const job = await createImport(ctx, { datasetUid: uid, path, format, project }, { queue: false });
  const done = await runImport(ctx, job.uid);
  if (done.status !== 'completed') throw new Error(`The demo could not be imported: ${done.error}`);
  return findOrCreate(ctx, dataset);
}

async function findOrCreate(ctx: Context, dataset: NewDataset): Promise<Dataset> {
  return findDataset(ctx, ctx.actor.userName, dataset.slug).catch(() =>
    createDataset(ctx, dataset),
  );
}

async function cut(ctx: Context, dataset: Dataset): Promise<void> {
  const made = [];
  for (const { name, filter } of slices) {
    made.push(await createSlice(ctx, { name, dataset: dataset.uid, filterQueryString: filter }));
  }
  const [night] = made;
  if (!night) return;
  const { uid } = await createExport(ctx, {
    name: 'Night streets for training',
    format: 'YOLO',
    datasets: [],
    projects: [],
    slices: [night.uid],
  });
  await finished(ctx, uid);
}

/** The server's own worker does it; with none (SHEAF_WORKER=0) the export waits for one. */
const PATIENCE_MS = 15_000;
const POLL_MS = 100;

async function finished(ctx: Context, uid: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(POLL_MS)) {
    const { status } = await getExport(ctx, uid);
    if (status !== 'requested' && status !== 'exporting') return;
  }
}
