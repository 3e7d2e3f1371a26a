import { randomBytes } from 'node:crypto';
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boxesOf, differences, type LabelledBox } from './support/boxes.ts';
import { Client } from './support/client.ts';
import { kill, leftFiles, postmaster, startWorker } from './support/crash.ts';
import { scene, writeCoco } from './support/datasets.ts';
import { everything } from './support/fixtures.ts';
import { fresh } from './support/owners.ts';
import { exited, pause, until } from './support/process.ts';
import { startServer, stopServer, type Running } from './support/running.ts';
import { download, unzip } from './support/zip.ts';

/** kill -9 at any moment: nothing lost, nothing twice, no temporary file left. */
const ROUNDS = Number(process.env['SHEAF_CRASH_ROUNDS'] ?? 2);
const IMAGES = 250;
const pictures = scene(IMAGES, ['car', 'pedestrian'], 61);
const source = new Map<string, LabelledBox[]>(
  pictures.map(({ key, boxes }) => [
    key.replace('.jpg', ''),
    boxes.map(({ label, box }) => ({ label, box })),
  ]),
);
/** Milliseconds after the start of a job: spread over the time that it takes, another moment in each round. */
const importMoment = (round: number) => (800 * round) / ROUNDS;
const exportMoment = (round: number) => (250 * round) / ROUNDS;

let work: string;
let settings: Record<string, string>;
let server: Running;
let worker: ChildProcess;
let client: Client;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'sheaf-crash-'));
  await mkdir(join(work, 'imports'));
  await writeCoco(join(work, 'imports', 'coco'), pictures);
  settings = {
    SHEAF_DATA_DIR: join(work, 'data'),
    SHEAF_ADMIN_KEY: randomBytes(20).toString('hex'),
    SHEAF_IMPORT_ROOTS: join(work, 'imports'),
    SHEAF_WORKER: '0',
  };
  await start();
}, 300_000);

afterAll(async () => {
  await kill(worker);
  expect(await stopServer(server)).toBe(0);
  await rm(work, { recursive: true, force: true });
});

async function start() {
  server = await startServer(settings);
  client = new Client(settings['SHEAF_ADMIN_KEY'], server.baseUrl);
  worker = startWorker({ ...settings, SHEAF_WORKER: '2' });
}

const victims: Record<string, () => Promise<void>> = {
  async worker() {
    await kill(worker);
    worker = startWorker({ ...settings, SHEAF_WORKER: '2' });
  },
  async server() {
    await kill(server.child);
    await kill(worker);
    await start();
  },
  async PostgreSQL() {
    process.kill(await postmaster(settings['SHEAF_DATA_DIR'] ?? ''), 'SIGKILL');
    // Its processes die one after the other: the last may still answer for a moment.
    await pause(500);
    await until('the database to be back', async () => {
      const reply = await fetch(`${server.baseUrl}/health/ready`).catch(() => undefined);
      // Meanwhile requests get a clean 503.
      expect([200, 503, undefined]).toContain(reply?.status);
      return reply?.status === 200;
    });
    if (worker.exitCode !== null || worker.signalCode !== null) {
      await exited(worker);
      worker = startWorker({ ...settings, SHEAF_WORKER: '2' });
    }
  },
};

/** Asks until the server answers again; a lost answer to a creation is not repeated. */
async function steadily<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  return until(what, () => look().catch(() => undefined), 120, 10);
}

async function startImport(): Promise<{ path: string; uid: string }> {
  const slug = fresh('crash');
  const path = `/datasets/admin/${slug}`;
  await client.post('/datasets/', { name: slug, slug, data_type: 'image' });
  const made = await client.post(`${path}/imports/`, {
    path: join(work, 'imports', 'coco'),
    format: 'coco',
    project: slug,
  });
  expect(made.status, made.text).toBe(201);
  return { path, uid: made.json.uid };
}

const importEnds = ({ path, uid }: { path: string; uid: string }) =>
  steadily('the import to end', async () => {
    const { json } = await client.get(`${path}/imports/${uid}/`);
    return ['completed', 'failed', 'canceled'].includes(json.status) && json;
  });

async function expectWhole(path: string): Promise<string> {
  const { json } = await client.get(`${path}/`);
  const boxes = pictures.flatMap((each) => each.boxes).length;
  expect(json).toMatchObject({ item_count: IMAGES, annotations_count: boxes, status: 'created' });
  const keys = (await everything(client, `${path}/items/`, { limit: 100 })).map(({ key }) => key);
  expect(new Set(keys).size).toBe(IMAGES);
  expect(keys).toHaveLength(IMAGES);
  expect(differences(source, await boxesOf(client, { datasets: [json.uid] }))).toEqual([]);
  return json.uid as string;
}

const rounds = Array.from({ length: ROUNDS }, (_, round) => round);

describe.each(Object.keys(victims))('kill -9 of the %s', (victim) => {
  it.each(rounds)(
    'in the middle of an import, round %i',
    async (round) => {
      const started = await startImport();
      await steadily('the import to start', async () => {
        const { json } = await client.get(`${started.path}/imports/${started.uid}/`);
        return json.status !== 'requested';
      });
      await pause(importMoment(round));
      await victims[victim]?.();
      const ended = await importEnds(started);
      expect(ended, JSON.stringify(ended)).toMatchObject({ status: 'completed' });
      await expectWhole(started.path);
      await expectTidy();
    },
    240_000,
  );

  it.each(rounds)(
    'in the middle of an export, round %i',
    async (round) => {
      const started = await startImport();
      await importEnds(started);
      const uid = await expectWhole(started.path);
      const make = { name: 'x', format: 'COCO', datasets: [uid], projects: [], slices: [] };
      const body = { ...make, include_media: true };
      const wanted = await finishedExport((await client.post('/exports/', body)).json.uid);
      const one = await download(wanted);
      const again = (await client.post('/exports/', body)).json.uid as string;
      await steadily('the export to start', async () => {
        const { json } = await client.get(`/exports/${again}/`);
        return json.status !== 'requested';
      });
      await pause(exportMoment(round));
      await victims[victim]?.();
      const done = await finishedExport(again);
      const two = await download(done);
      expect(unzip(two).size).toBe(unzip(one).size);
      expect(two.equals(one)).toBe(true);
      await expectTidy();
    },
    240_000,
  );
});

/** The address under which a finished export is; only a finished attempt is ever published. */
async function finishedExport(uid: string): Promise<string> {
  const done = await steadily('the export to end', async () => {
    const { status, json } = await client.get(`/exports/${uid}/`);
    if (status === 503) return undefined;
    const early = json.download_url !== null && json.status !== 'exported';
    return (early || ['exported', 'failed', 'aborted'].includes(json.status)) && json;
  });
  expect(done, JSON.stringify(done)).toMatchObject({
    status: 'exported',
    exported_task_count: IMAGES,
  });
  return done.download_url as string;
}

/** Exports are files of the store: one each. Everything else that is left must be media of an item. */
async function expectTidy(): Promise<void> {
  const dataDir = settings['SHEAF_DATA_DIR'] ?? '';
  const temporary = (path: string) => /tmp|temp|partial|\.part|(^|\/)work\//i.test(path);
  // A killed process cannot clean up: the next one does, soon after its start.
  await until('temporary files to be swept', async () => {
    const found = (await leftFiles(dataDir)).filter(temporary);
    return found.length === 0;
  });
  const archives = (await leftFiles(dataDir)).filter((path) => /export/i.test(path));
  const exports = await everything<{ uid: string; status: string }>(client, '/exports/');
  const published = exports.filter(({ status }) => status === 'exported').length;
  expect(archives).toHaveLength(published);
}
