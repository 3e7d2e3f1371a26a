import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSlice } from '../../src/catalog/slices/create.ts';
import { getSlice } from '../../src/catalog/slices/get.ts';
import { validateSliceName } from '../../src/catalog/slices/validate-name.ts';
import { makeDataset, makeOrganization } from '../support/catalogue.ts';
import { codeOf, fieldsOf } from '../support/errors.ts';
import { fresh, keysOf, makeScene, type Scene } from './scene.ts';

let catalogue: Scene['catalogue'];
let ann: Scene['ann'];
let bob: Scene['bob'];
let streets: Scene['streets'];
let fields: Scene['fields'];

beforeAll(async () => {
  ({ catalogue, ann, bob, streets, fields } = await makeScene());
});
afterAll(() => catalogue.close());

describe('createSlice', () => {
  it('holds nothing without a filter, as the contract shows', async () => {
    const slice = await createSlice(ann, { name: 'Night Driving Scenes', dataset: streets.uid });
    expect(slice).toMatchObject({
      slug: 'night-driving-scenes',
      item_count: 0,
      mode: 'live',
      owner_name: 'ann',
      organization: null,
      datasets: [streets.uid],
      filter_query_string: null,
    });
    expect(slice.created_at).toEqual(slice.updated_at);
  });

  it('selects by the filter, and by every form of source', async () => {
    const dataset_uid = streets.uid;
    const filtered = await createSlice(ann, {
      name: fresh(),
      dataset: streets.uid,
      filterQueryString: 'metadata.weather=night AND label=car',
    });
    expect(await keysOf(ann, filtered)).toEqual(['a.jpg']);
    expect(filtered.item_count).toBe(1);
    const subSlices = [
      { type: 'dataset', dataset_uid: fields.uid },
      { type: 'items', dataset_uid, item_uids: [streets.items[3], streets.items[0]] },
      { dataset: dataset_uid, query: 'metadata.weather=rain' },
      { type: 'filter', dataset_uid, filter: 'metadata.weather=rain' },
    ];
    const many = await createSlice(ann, { name: fresh(), visibility: 'private', subSlices });
    expect((await keysOf(ann, many)).sort()).toEqual(['a.jpg', 'c.jpg', 'd.jpg', 'x.jpg', 'y.jpg']);
    expect(many.item_count).toBe(5);
    expect(many.filter_query_string).toBeNull();
    expect(many.sources.map((source) => source.type)).toEqual([
      'dataset',
      'items',
      'filter',
      'filter',
    ]);
  });

  it('names what is wrong', async () => {
    const dataset = streets.uid;
    const gone = '01890000-0000-7000-8000-000000000000';
    expect(await codeOf(createSlice(ann, { name: fresh(), dataset: gone }))).toBe('not_found');
    expect(await codeOf(createSlice(ann, { name: fresh(), dataset: 'no-uid' }))).toBe('not_found');
    expect(await codeOf(createSlice(bob, { name: fresh(), dataset }))).toBe('forbidden');
    expect(await fieldsOf(createSlice(ann, { name: ' ', dataset }))).toEqual({
      name: ['This field may not be blank.'],
    });
    const bad = await fieldsOf(
      createSlice(ann, { name: fresh(), dataset, filterQueryString: 'label=' }),
    );
    expect(bad).toEqual({ filter_query_string: [expect.stringContaining('column 7') as string] });
    const items = [{ type: 'items', dataset_uid: dataset, item_uids: [gone] }];
    expect(await codeOf(createSlice(ann, { name: fresh(), subSlices: items }))).toBe('not_found');
    for (const subSlice of [
      null,
      'x',
      {},
      { type: 'items', dataset },
      { type: 'filter', dataset },
      { type: 'other', dataset },
    ]) {
      const wrong = await fieldsOf(createSlice(ann, { name: fresh(), subSlices: [subSlice] }));
      expect(wrong).toHaveProperty('sub_slices');
    }
    for (const filterQueryString of ['key="\0"', 'key="\ud800"']) {
      expect(await codeOf(createSlice(ann, { name: fresh(), dataset, filterQueryString }))).toBe(
        'invalid',
      );
    }
  });

  it('belongs to the organisation that is named, or that owns the dataset', async () => {
    const acme = await makeOrganization(catalogue, 'acme', {});
    const shared = await makeDataset(catalogue, acme, 'shared', [{ key: 'a.jpg' }], 'public');
    const implied = await createSlice(ann, { name: 'Implied', dataset: shared.uid });
    expect(implied).toMatchObject({
      owner_name: 'acme',
      organization: { slug: 'acme', name: 'acme' },
    });
    const named = await createSlice(ann, { name: 'Named', subSlices: [], organization: 'ACME' });
    expect(named.owner_name).toBe('acme');
    const own = await createSlice(bob, { name: 'Own', dataset: shared.uid });
    expect(own.owner_name).toBe('bob');
    const foreign = createSlice(bob, { name: 'Foreign', dataset: shared.uid, organization: acme });
    expect(await codeOf(foreign)).toBe('forbidden');
    expect(
      await codeOf(createSlice(ann, { name: 'No', subSlices: [], organization: 'nobody' })),
    ).toBe('not_found');
  });

  it('makes slugs unique, keeps letters of any script, avoids reserved words', async () => {
    const slugs = [];
    for (const name of ['Köln bei Nacht', 'köln, bei NACHT!', 'List', '!!!', '夜间 驾驶']) {
      slugs.push((await createSlice(ann, { name, subSlices: [] })).slug);
    }
    expect(slugs).toEqual(['köln-bei-nacht', 'köln-bei-nacht-2', 'list-2', 'slice', '夜间-驾驶']);
    expect((await getSlice(ann, 'ann', '夜间-驾驶')).name).toBe('夜间 驾驶');
  });

  it('takes a name once per owner, also when asked ten times at once, as validateSliceName says', async () => {
    const asked = await Promise.all(
      Array.from({ length: 10 }, () => codeOf(createSlice(ann, { name: 'Taken', subSlices: [] }))),
    );
    expect(asked.sort()).toEqual([...Array<string>(9).fill('invalid'), 'nothing']);
    const taken = { name: ['slice with this name already exists.'] };
    expect(await fieldsOf(validateSliceName(ann, ' Taken '))).toEqual(taken);
    expect(await validateSliceName(bob, 'Taken')).toBe('Taken');
    expect(await validateSliceName(ann, 'Free')).toBe('Free');
    expect(await codeOf(validateSliceName(ann, 'x'.repeat(256)))).toBe('invalid');
  });
});
