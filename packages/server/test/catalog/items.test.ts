import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listItems } from '../../src/catalog/items/list.ts';
import { updateItem } from '../../src/catalog/items/update.ts';
import { findDatasetByUid } from '../../src/catalog/datasets/find.ts';
import type { Context } from '../../src/catalog/context.ts';
import { itemProjection } from '../../src/dialects/avala/convert/item.ts';
import { makeDataset, testCatalogue, type TestCatalogue } from '../support/catalogue.ts';
import { fieldsOf } from '../support/errors.ts';

let catalogue: TestCatalogue;
let ann: Context;
beforeAll(async () => {
  catalogue = await testCatalogue();
  ann = await catalogue.as('ann');
});
afterAll(() => catalogue.close());

test('PostgreSQL writes each item as the wire wants it', async () => {
  const key = `ö"\\/\u2028😀 '%s' $1.jpg`;
  const made = await makeDataset(catalogue, ann.actor.userUid, 'shown', [
    { key, metadata: { 'a"b': [null, 1.5, { é: '\\' }], width: 7 }, media: { store: 'x' } },
    { key: 'bare', boxes: [] },
  ]);
  const home = { uid: made.uid, owner_name: 'ann', slug: 'shown' };
  const media = "https://x/media/it's/";
  const page = await listItems(
    ann,
    made.uid,
    { limit: 9, ordering: 'key' },
    itemProjection(home, media),
  );
  const [bare, shown] = JSON.parse(`[${page.items}]`) as Record<string, unknown>[];
  const [uid = ''] = made.items;
  expect(shown).toEqual({
    uid,
    key,
    status: 'completed',
    data_url: `${media}${uid}/original`,
    thumbnail_url: `${media}${uid}/thumbnail`,
    metadata: { 'a"b': [null, 1.5, { é: '\\' }], width: 640, height: 480, format: 'jpeg' },
    annotations_count: 0,
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
    id: null,
    dataset: made.uid,
    dataset_owner_name: 'ann',
    dataset_slug: 'shown',
    url: `${media}${uid}/original`,
    gpu_texture_url: null,
    thumbnails: [`${media}${uid}/thumbnail`],
    video_thumbnail: null,
    export_snippet: null,
    annotations: null,
    crop_data: null,
    related_items: [],
    related_sequence_uid: null,
    updated_at: shown?.created_at,
    split: null,
  });
  expect(bare).toMatchObject({ data_url: null, url: null, thumbnail_url: null, thumbnails: [] });
});

test('what the media say goes on top of the metadata, whatever these hold', async () => {
  const own = [{}, { 'ü\n,\n': 'a\n,\n' }, { height: 1 }, { format: 'tiff', x: {} }, { ' ': [] }];
  const rows = own.map((metadata, i) => ({ key: `${i}\n,\n`, metadata }));
  const made = await makeDataset(catalogue, ann.actor.userUid, 'merged', rows);
  await ann.db.run(sql`update items set content_type = null, width = null
    where dataset_uid = ${made.uid} and key like '4%'`);
  const projection = { key: { field: 'key' }, metadata: { field: 'metadata' } } as const;
  const measured = { width: 640, height: 480, format: 'jpeg' };
  const wanted = rows.map(({ key, metadata }) => ({ key, metadata: { ...metadata, ...measured } }));
  wanted.splice(4, 1, { key: '4\n,\n', metadata: { ' ': [], height: 480 } as never });

  const seen: unknown[][] = [];
  const walk = async (cursor: string | null, way: 'next' | 'previous') => {
    while (cursor !== null) {
      const request = { limit: 2, ordering: 'key', ...(cursor && { cursor }) };
      const { items, ...links } = await listItems(ann, made.uid, request, projection);
      seen.push(JSON.parse(`[${items}]`) as unknown[]);
      [cursor, back] = [links[way], links.previous];
    }
  };
  let back: string | null = null;
  await walk('', 'next');
  expect(seen.splice(0)).toEqual([wanted.slice(0, 2), wanted.slice(2, 4), wanted.slice(4)]);
  await walk(back, 'previous');
  expect(seen).toEqual([wanted.slice(2, 4), wanted.slice(0, 2)]);
});

test('a change of nothing changes nothing, a forbidden move is refused and leaves all as it was', async () => {
  const made = await makeDataset(catalogue, ann.actor.userUid, 'changed', [{ key: 'a' }]);
  const [uid = ''] = made.items;
  const read = async () => {
    const { items } = await listItems(
      ann,
      made.uid,
      { limit: 1 },
      {
        status: { field: 'status' },
        metadata: { field: 'metadata' },
        updated_at: { field: 'updated_at' },
      },
    );
    return [items, (await findDatasetByUid(ann, made.uid)).revision];
  };
  const dataset = await findDatasetByUid(ann, made.uid);
  const before = await read();
  await updateItem(ann, dataset, uid, {});
  const change = { status: 'pending', metadata: { lost: true } };
  expect(await fieldsOf(updateItem(ann, dataset, uid, change))).toEqual({
    status: [
      '"pending" cannot follow "completed". What can: "rework_required", "customer_approved".',
    ],
  });
  expect(await read()).toEqual(before);
  await updateItem(ann, dataset, uid, { status: 'customer_approved' });
  expect(await read()).not.toEqual(before);
});
