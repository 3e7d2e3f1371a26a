import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../src/catalog/context.ts';
import { createDataset } from '../../src/catalog/datasets/create.ts';
import { deleteDataset } from '../../src/catalog/datasets/delete.ts';
import { findDataset, findDatasetByUid } from '../../src/catalog/datasets/find.ts';
import { datasetHealth } from '../../src/catalog/datasets/health.ts';
import { updateDataset } from '../../src/catalog/datasets/update.ts';
import { stage } from '../../src/catalog/imports/staging/stage.ts';
import { loadImport } from '../../src/catalog/imports/get.ts';
import { createExport } from '../../src/catalog/exports/create.ts';
import { runExport } from '../../src/catalog/exports/run.ts';
import { getExport } from '../../src/catalog/exports/get.ts';
import { createSlice } from '../../src/catalog/slices/create.ts';
import { getSlice } from '../../src/catalog/slices/get.ts';
import { getProject, listProjects } from '../../src/catalog/projects/list.ts';
import { getTask, listTasks } from '../../src/catalog/tasks/list.ts';
import { newUid } from '../../src/db/ids.ts';
import { makeDataset, testCatalogue, type TestCatalogue } from '../support/catalogue.ts';
import { codeOf, fieldsOf } from '../support/errors.ts';

let catalogue: TestCatalogue;
let ann: Context;
let bob: Context;
beforeAll(async () => {
  catalogue = await testCatalogue();
  ann = await catalogue.as('ann');
  bob = await catalogue.as('bob');
});
afterAll(() => catalogue.close());

const box = [{ label: 'car', box: [1, 1, 5, 5] as [number, number, number, number] }];
const make = (slug: string, visibility: 'public' | 'private' = 'private') =>
  makeDataset(
    catalogue,
    ann.actor.userUid,
    slug,
    [{ key: 'a', boxes: box }, { key: 'b' }],
    visibility,
  );

async function makeImport(dataset: string, status: string, error: string | null = null) {
  const uid = newUid();
  const now = new Date();
  await catalogue.db
    .run(sql`insert into imports (uid, dataset_uid, created_by, source, format, options, status, error,
      created_at, updated_at)
    values (${uid}, ${dataset}, ${ann.actor.userUid}, ${catalogue.folder}, 'images', '{"link":false,"project":null,"operator":false}', ${status}, ${error}, ${now}, ${now})`);
  return uid;
}

/** Rows of every table that knows datasets. */
async function traces(dataset: string): Promise<Record<string, number>> {
  const tables = await catalogue.db.rows<{ name: string }>(sql`
    select table_name as name from information_schema.columns
    where column_name = 'dataset_uid' and table_schema = current_schema()`);
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const query = { text: `select * from "${name}" where dataset_uid = $1`, values: [dataset] };
    const { rowCount } = await catalogue.db.pool.query(query);
    if (rowCount) found[name] = rowCount;
  }
  return found;
}

describe('deleting a dataset', () => {
  test('takes everything of it, and leaves what only refers to it', async () => {
    const { uid } = await make('doomed');
    const other = await make('spared');
    await makeImport(uid, 'completed');
    const subSlices = [uid, other.uid].map((dataset_uid) => ({ type: 'dataset', dataset_uid }));
    const slice = await createSlice(ann, { name: 'Both', subSlices, mode: 'pinned' });
    expect(slice.item_count).toBe(4);
    const archive = await createExport(ann, {
      ...{ name: 'x', format: 'COCO', datasets: [uid], projects: [], slices: [] },
    });
    await runExport(ann, archive.uid);
    expect(Object.keys(await traces(uid)).length).toBeGreaterThan(6);
    await deleteDataset(ann, await findDatasetByUid(ann, uid));
    expect(await traces(uid)).toEqual({});
    expect(await codeOf(findDatasetByUid(ann, uid))).toBe('not_found');
    expect(await getSlice(ann, 'ann', slice.slug)).toMatchObject({
      item_count: 2,
      datasets: [other.uid],
    });
    expect(await getExport(ann, archive.uid)).toMatchObject({
      status: 'exported',
      has_archive: true,
    });
  });

  test('while an import reads leaves nothing staged', async () => {
    const { uid } = await make('importing');
    await writeFile(join(catalogue.folder, 'street.jpg'), 'an image');
    const row = await loadImport(catalogue.db, await makeImport(uid, 'running'));
    if (!row) throw new Error('no import');
    await deleteDataset(ann, await findDatasetByUid(ann, uid));
    await expect(stage(ann, row, new AbortController().signal, () => undefined)).rejects.toThrow(
      'was changed by another process',
    );
    expect(await traces(uid)).toEqual({});
  });

  test('before an export of it runs fails the export, and says why', async () => {
    const { uid } = await make('exporting');
    const archive = await createExport(ann, {
      ...{ name: 'x', format: 'COCO', datasets: [uid], projects: [], slices: [] },
    });
    await deleteDataset(ann, await findDatasetByUid(ann, uid));
    await runExport(ann, archive.uid);
    expect(await getExport(ann, archive.uid)).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(/./) as string,
    });
  });

  test('needs more than membership', async () => {
    const { uid } = await make('public-one', 'public');
    expect(await codeOf(deleteDataset(bob, await findDatasetByUid(bob, uid)))).toBe('forbidden');
  });
});

describe('changing a dataset', () => {
  test('nothing changes nothing', async () => {
    const { uid } = await make('still');
    const before = await findDatasetByUid(ann, uid);
    expect(await updateDataset(ann, before, {})).toEqual(before);
    expect(await findDatasetByUid(ann, uid)).toEqual(before);
  });

  test('the slug moves the path; a taken or reserved one is refused', async () => {
    const { uid } = await make('old');
    await make('taken');
    const old = await findDatasetByUid(ann, uid);
    for (const [slug, message] of [
      ['taken', 'dataset with this slug already exists.'],
      ['list', 'This slug is reserved.'],
    ] as const) {
      expect(await fieldsOf(updateDataset(ann, old, { slug }))).toEqual({ slug: [message] });
    }
    await updateDataset(ann, old, { slug: 'new' });
    expect(await codeOf(findDataset(ann, 'ann', 'old'))).toBe('not_found');
    expect((await findDataset(ann, 'ann', 'new')).uid).toBe(uid);
    const again = { name: 'Again', slug: 'old', dataType: 'image' };
    expect((await createDataset(ann, again)).slug).toBe('old');
  });
});

describe('what strangers see', () => {
  test('of a public dataset: no reasons of failed imports, which name folders', async () => {
    const { uid } = await make('healthy', 'public');
    await makeImport(uid, 'failed', 'No such folder: /home/ann/secret');
    const issues = async (ctx: Context) =>
      (await datasetHealth(ctx, await findDatasetByUid(ctx, uid))).issues;
    expect(await issues(ann)).toEqual(['Import failed: No such folder: /home/ann/secret']);
    expect(await issues(bob)).toEqual(['Import failed.']);
    await makeImport(uid, 'completed');
    expect(await issues(bob)).toEqual([]);
    await makeImport(uid, 'requested');
    expect(await issues(bob)).toEqual(['Import requested.']);
  });

  test('of a public project: not its private datasets, nor their tasks', async () => {
    const shown = await make('shown', 'public');
    const hidden = await make('hidden');
    const now = new Date();
    await catalogue.db.run(
      sql`insert into project_datasets values (${shown.projectUid}, ${hidden.uid}, ${now})`,
    );
    await catalogue.db.run(
      sql`update tasks set project_uid = ${shown.projectUid} where dataset_uid = ${hidden.uid}`,
    );
    const both = [shown.uid, hidden.uid];
    expect((await getProject(ann, shown.projectUid)).datasets).toEqual(both);
    expect((await getProject(bob, shown.projectUid)).datasets).toEqual([shown.uid]);
    const request = { limit: 100 };
    const named = (await listProjects(bob, { name: 'OBJECTS' }, request)).rows;
    expect(named.flatMap(({ datasets }) => datasets)).not.toContain(hidden.uid);
    const tasks = async (ctx: Context) =>
      (await listTasks(ctx, { project: shown.projectUid }, request)).rows;
    const mine = await tasks(ann);
    expect(mine.map((task) => task.dataset_uid).sort()).toEqual(both);
    expect((await tasks(bob)).map((task) => task.dataset_uid)).toEqual([shown.uid]);
    const secret = mine.find((task) => task.dataset_uid === hidden.uid)?.uid ?? '';
    expect(await codeOf(getTask(bob, secret))).toBe('forbidden');
    expect(await codeOf(getTask(bob, newUid()))).toBe('not_found');
  });
});
