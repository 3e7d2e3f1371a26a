import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createExport } from '../../src/catalog/exports/create.ts';
import { getExport } from '../../src/catalog/exports/get.ts';
import { runExport } from '../../src/catalog/exports/run.ts';
import type { Moment, Order } from './child.ts';
import { makeScene, type Scene } from './scene.ts';
import { archiveOf, exported, filesBelow, input, unzip } from './support.ts';

let catalogue: Scene['catalogue'];
let ann: Scene['ann'];
let streets: Scene['streets'];
let fields: Scene['fields'];

beforeAll(async () => {
  ({ catalogue, ann, streets, fields } = await makeScene());
});
afterAll(() => catalogue.close());

const here = (name: string) => new URL(name, import.meta.url);

/** Resolves with the signal that ended the child. */
async function runInChild(uid: string, moment: Moment): Promise<string> {
  const order: Order = {
    config: catalogue.config,
    folder: join(catalogue.folder, 'store'),
    workDir: ann.workDir,
    uid,
    moment,
  };
  const loader = here('../support/typescript.mjs').href;
  const script = here('./child.ts').pathname;
  const child = spawn(process.execPath, ['--import', loader, script, JSON.stringify(order)], {
    stdio: 'inherit',
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal ?? `exit ${code}`;
}

const moments: Moment[] = ['locked', 'opened', 'written', 'stored', 'published'];

it.each(moments)('survives a kill when it is %s', async (moment) => {
  const some = { format: 'YOLO', includeMedia: false, datasets: [streets.uid, fields.uid] };
  const reference = await exported(ann, some);
  const { uid } = await createExport(ann, input(some));
  expect(await runInChild(uid, moment)).toBe('SIGKILL');
  const killed = await getExport(ann, uid);
  expect(killed.status).toBe(
    { locked: 'requested', published: 'exported' }[moment as string] ?? 'exporting',
  );
  expect(killed.has_archive).toBe(moment === 'published');
  expect(await runExport(ann, uid)).toBe(moment === 'published' ? 'nothing' : 'exported');
  const row = await getExport(ann, uid);
  expect(row.sha256).toBe(reference.sha256);
  await unzip(await archiveOf(ann, uid));
  const objects = await filesBelow(join(catalogue.folder, 'store', 'objects', 'exports', uid));
  expect(objects).toHaveLength(1);
  expect(await filesBelow(ann.workDir)).toEqual([]);
});

it('removes what a killed attempt left of an export that was cancelled or deleted meanwhile', async () => {
  for (const change of [sql`update exports set status = 'aborted'`, sql`delete from exports`]) {
    const { uid } = await createExport(ann, input({ datasets: [streets.uid] }));
    expect(await runInChild(uid, 'stored')).toBe('SIGKILL');
    await catalogue.db.run(sql`${change} where uid = ${uid}`);
    expect(await runExport(ann, uid)).toBe('nothing');
    const objects = await filesBelow(join(catalogue.folder, 'store', 'objects', 'exports', uid));
    expect(objects).toEqual([]);
  }
});
