import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExport } from '../../src/catalog/exports/create.ts';
import { getExport } from '../../src/catalog/exports/get.ts';
import { listExports } from '../../src/catalog/exports/list.ts';
import { runExport } from '../../src/catalog/exports/run.ts';
import { makeDataset, makeOrganization } from '../support/catalogue.ts';
import { codeOf } from '../support/errors.ts';
import { GONE, makeScene, type Scene } from './scene.ts';
import { exported, input } from './support.ts';

let catalogue: Scene['catalogue'];
let ann: Scene['ann'];
let bob: Scene['bob'];
let streets: Scene['streets'];

beforeAll(async () => {
  ({ catalogue, ann, bob, streets } = await makeScene());
});
afterAll(() => catalogue.close());

describe('who sees an export', () => {
  it('is its maker, and the organisation that owns all of the data', async () => {
    const acme = await makeOrganization(catalogue, 'acme', {});
    const shared = await makeDataset(catalogue, acme, 'shared', [{ key: 'a.jpg' }]);
    const ours = await exported(ann, { datasets: [shared.uid] });
    const mixed = await exported(ann, { datasets: [shared.uid, streets.uid] });
    expect(ours.organization).toMatchObject({ slug: 'acme' });
    expect(mixed.organization).toBeNull();
    const eve = await catalogue.as('eve');
    expect((await getExport(eve, ours.uid)).uid).toBe(ours.uid);
    expect(await codeOf(getExport(eve, mixed.uid))).toBe('forbidden');
    expect(await codeOf(getExport(bob, ours.uid))).toBe('forbidden');
    expect(await codeOf(getExport(ann, GONE))).toBe('not_found');
    const seen = await listExports(eve, { limit: 10 });
    expect(seen.rows.map((row) => row.uid)).toEqual([ours.uid]);
    const first = await listExports(ann, { limit: 1 });
    expect(first.rows.map((row) => row.uid)).toEqual([mixed.uid]);
    const second = await listExports(ann, { limit: 1, cursor: first.next ?? '' });
    expect(second.rows.map((row) => row.uid)).toEqual([ours.uid]);
  });

  it('is asked again when it runs', async () => {
    const acme = await makeOrganization(catalogue, 'acme', {});
    const secret = await makeDataset(catalogue, acme, 'secret', [{ key: 'a.jpg' }]);
    const eve = await catalogue.as('eve');
    const asked = await createExport(eve, input({ datasets: [secret.uid] }));
    await catalogue.db.run(sql`delete from memberships where user_uid = ${eve.actor.userUid}`);
    expect(await runExport(eve, asked.uid)).toBe('failed');
    const row = await getExport(eve, asked.uid);
    expect(row.error).toContain('may no longer read');
    const deleted = await createExport(ann, input({ datasets: [secret.uid] }));
    await catalogue.db.run(sql`delete from datasets where uid = ${secret.uid}`);
    expect(await runExport(ann, deleted.uid)).toBe('failed');
    expect((await getExport(ann, deleted.uid)).error).toContain('no longer there');
  });
});
