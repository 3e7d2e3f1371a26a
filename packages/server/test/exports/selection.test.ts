import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSlice } from '../../src/catalog/slices/create.ts';
import { touchDataset } from '../support/catalogue.ts';
import { makeScene, type Scene } from './scene.ts';
import { jsonOf, keysIn } from './support.ts';

let catalogue: Scene['catalogue'];
let ann: Scene['ann'];
let bob: Scene['bob'];
let streets: Scene['streets'];
let fields: Scene['fields'];

beforeAll(async () => {
  ({ catalogue, ann, bob, streets, fields } = await makeScene());
});
afterAll(() => catalogue.close());

describe('what is exported', () => {
  it('has the form of the contract', async () => {
    const document = await jsonOf(ann, { datasets: [streets.uid], name: 'Contract' });
    expect(document.scheme_version).toBe('1.0');
    expect(document.export_info).toMatchObject({ name: 'Contract', filter_query_string: null });
    expect(document.datasets).toHaveLength(1);
    expect(document.datasets[0]?.items.map((item) => item.uid)).toEqual(streets.items);
    expect(document.datasets[0]?.items.map((item) => item.ref_id)).toEqual([
      'a',
      'b',
      'deep/c',
      'd',
    ]);
    expect(document.projects).toMatchObject([{ uid: streets.projectUid }]);
    expect(document.results.map((result) => result.annotations.map((one) => one.label))).toEqual([
      ['car'],
      [],
      ['car', 'bus'],
    ]);
  });

  it('is the union of datasets and slices, each item once, narrowed by the filter', async () => {
    const slice = (name: string, some: object) => createSlice(ann, { name, ...some });
    const cars = await slice('Cars', { dataset: streets.uid, filterQueryString: 'label=car' });
    const nights = await slice('Nights', {
      dataset: streets.uid,
      filterQueryString: 'metadata.weather=night',
      mode: 'pinned',
    });
    const empty = await slice('Empty', { dataset: streets.uid });
    const keys = async (some: object) => keysIn(await jsonOf(ann, some));
    expect(await keys({ slices: [cars.uid] })).toEqual(['a.jpg', 'deep/c.jpg']);
    expect(await keys({ slices: [nights.uid, cars.uid] })).toEqual([
      'a.jpg',
      'b.jpg',
      'deep/c.jpg',
    ]);
    expect(await keys({ slices: [cars.uid], datasets: [streets.uid] })).toHaveLength(4);
    expect(await keys({ slices: [cars.uid], datasets: [fields.uid] })).toEqual([
      'a.jpg',
      'deep/c.jpg',
      'x.jpg',
    ]);
    expect(
      await keys({ slices: [cars.uid, nights.uid], filterQueryString: 'label=bus OR key=b.jpg' }),
    ).toEqual(['b.jpg', 'deep/c.jpg']);
    expect(await keys({ slices: [empty.uid] })).toEqual([]);
    await catalogue.db.run(sql`update items set metadata = '{"weather":"night"}'
      where dataset_uid = ${streets.uid} and key = 'd.jpg'`);
    await touchDataset(catalogue, streets.uid);
    expect(await keys({ slices: [nights.uid] })).toEqual(['a.jpg', 'b.jpg']);
  });

  it('is limited by named projects to their results; alone they mean their datasets', async () => {
    const both = await jsonOf(ann, { datasets: [streets.uid, fields.uid] });
    expect(both.projects.map((project) => project.uid).sort()).toEqual(
      [streets.projectUid, fields.projectUid].sort(),
    );
    const limited = await jsonOf(ann, {
      datasets: [streets.uid, fields.uid],
      projects: [fields.projectUid],
    });
    expect(keysIn(limited)).toHaveLength(5);
    expect(limited.results.map((result) => result.project_uid)).toEqual([fields.projectUid]);
    const alone = await jsonOf(ann, { projects: [fields.projectUid] });
    expect(keysIn(alone)).toEqual(['x.jpg']);
  });

  it('leaves out the projects that the reader may not read', async () => {
    await catalogue.db.run(
      sql`update datasets set visibility = 'public' where uid = ${fields.uid}`,
    );
    const seen = await jsonOf(bob, { datasets: [fields.uid] });
    expect(keysIn(seen)).toEqual(['x.jpg']);
    expect(seen.projects).toEqual([]);
    expect(seen.results).toEqual([]);
    await catalogue.db.run(
      sql`update datasets set visibility = 'private' where uid = ${fields.uid}`,
    );
  });
});
