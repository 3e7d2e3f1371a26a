import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExport, UNFINISHED_EXPORTS_PER_USER } from '../../src/catalog/exports/create.ts';
import { makeDataset } from '../support/catalogue.ts';
import { codeOf } from '../support/errors.ts';
import { GONE, makeScene, type Scene } from './scene.ts';
import { input } from './support.ts';

let catalogue: Scene['catalogue'];
let ann: Scene['ann'];
let bob: Scene['bob'];
let streets: Scene['streets'];

beforeAll(async () => {
  ({ catalogue, ann, bob, streets } = await makeScene());
});
afterAll(() => catalogue.close());

describe('createExport', () => {
  it('makes a row and a job, and processes nothing yet', async () => {
    const row = await createExport(
      ann,
      input({ datasets: [streets.uid, streets.uid.toUpperCase()], name: ' My Export ' }),
    );
    expect(row).toMatchObject({
      name: 'My Export',
      status: 'requested',
      total_task_count: null,
      exported_task_count: null,
      has_archive: false,
      datasets: [streets.uid],
      organization: null,
      include_media: false,
    });
    const jobs = await catalogue.db.rows(
      sql`select 1 from graphile_worker.jobs where key = ${`export:${row.uid}`}`,
    );
    expect(jobs).toHaveLength(1);
  });

  it('says what is wrong', async () => {
    const asked = (some: Parameters<typeof input>[0], ctx = ann) =>
      codeOf(createExport(ctx, input(some)));
    const datasets = [streets.uid];
    expect(await asked({})).toBe('invalid');
    expect(await asked({ datasets, format: 'toString' })).toBe('invalid');
    expect(await asked({ datasets, name: ' ' })).toBe('invalid');
    expect(await asked({ datasets, filterQueryString: 'label=' })).toBe('invalid');
    for (const uid of [GONE, 'x']) {
      expect(await asked({ datasets: [uid] })).toBe('not_found');
      expect(await asked({ datasets, projects: [uid] })).toBe('not_found');
      expect(await asked({ datasets, slices: [uid] })).toBe('not_found');
    }
    expect(await asked({ datasets }, bob)).toBe('forbidden');
    expect(await asked({ projects: [streets.projectUid] }, bob)).toBe('forbidden');
    const narrow = { ...ann, actor: { ...ann.actor, scopes: ['datasets.read'] } };
    expect(await asked({ datasets }, narrow)).toBe('forbidden');
  });

  it('limits what one user has waiting', async () => {
    const zoe = await catalogue.as('zoe');
    const own = await makeDataset(catalogue, zoe.actor.userUid, 'own', []);
    const many = Array.from({ length: UNFINISHED_EXPORTS_PER_USER + 5 }, () =>
      codeOf(createExport(zoe, input({ datasets: [own.uid] }))),
    );
    const codes = await Promise.all(many);
    expect(codes.filter((code) => code === 'busy')).toHaveLength(5);
    expect(codes.filter((code) => code === 'nothing')).toHaveLength(UNFINISHED_EXPORTS_PER_USER);
  });
});
