import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import sql from 'sql-template-tag';
import { expect } from 'vitest';
import { runExport } from '../../src/catalog/exports/run.ts';
import { runImport } from '../../src/catalog/imports/run.ts';
import { makeOwner } from '../support/catalogue.ts';
import { caller, type Caller, type Reply } from './caller.ts';
import { makeWorld, type World } from './world.ts';

/** A world whose only bucket is the folder from which it may import. */
export interface TaskWorld extends World {
  owner: string;
  bucket: string;
  call: Caller;
  put(files: Record<string, string | Buffer>): Promise<void>;
  /** Makes a dataset of a type and gives its id; its name is `d-` and `made`. */
  dataset(type: number, more?: object): Promise<string>;
  made: number;
  /** Does what a worker would do. */
  runAll(): Promise<void>;
  show(id: string): Promise<unknown>;
}

export async function makeTaskWorld(): Promise<TaskWorld> {
  const world = await makeWorld();
  const { folder, db } = world.catalogue;
  const owner = await makeOwner(world.catalogue, 'alice', 'user');
  const call = caller(world, owner, (await world.key('alice')).key);
  const { actor: _, ...catalog } = await world.catalogue.as('alice');
  const waiting = (table: 'imports' | 'exports') =>
    db.rows<{ uid: string }>(
      table === 'imports'
        ? sql`select uid from imports where status = 'requested' order by uid`
        : sql`select uid from exports where status = 'requested' order by uid`,
    );
  const made: TaskWorld = {
    ...world,
    ...{ owner, call, bucket: basename(folder), made: 0 },
    async put(files) {
      for (const [path, content] of Object.entries(files)) {
        const file = join(folder, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content);
      }
    },
    async dataset(type, more = {}) {
      made.made += 1;
      const name = `d-${made.made}`;
      const { body, status } = await call('POST', '/datasets', {
        ...{ dataset_name: name, dataset_type: type, work_path: `/out/${name}/` },
        ...{ work_path_type: 0, ...more },
      });
      expect([status, body]).toMatchObject([201, {}]);
      return (body as { dataset_id: string }).dataset_id;
    },
    async runAll() {
      for (const { uid } of await waiting('imports')) await runImport(catalog, uid);
      for (const { uid } of await waiting('exports')) await runExport(catalog, uid);
    },
    show: async (id) => (await call('GET', `/datasets/${id}`)).body,
  };
  return made;
}

/** The id of the task that was begun. */
export function taskOf({ status, body }: Reply): string {
  expect([status, body]).toMatchObject([200, { task_id: expect.any(String) as string }]);
  return (body as { task_id: string }).task_id;
}
