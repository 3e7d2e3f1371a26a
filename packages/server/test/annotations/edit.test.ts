import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAnnotation } from '../../src/catalog/annotations/create.ts';
import { deleteAnnotation } from '../../src/catalog/annotations/delete.ts';
import { editItems } from '../../src/catalog/annotations/edit.ts';
import type { AnnotationInput } from '../../src/catalog/annotations/model.ts';
import { annotationsOf } from '../../src/catalog/annotations/read.ts';
import { replaceAnnotations } from '../../src/catalog/annotations/replace.ts';
import { updateAnnotation } from '../../src/catalog/annotations/update.ts';
import type { Context } from '../../src/catalog/context.ts';
import { makeDataset, testCatalogue, type TestCatalogue } from '../support/catalogue.ts';

let catalogue: TestCatalogue;
let alice: Context;
beforeAll(async () => {
  catalogue = await testCatalogue();
  alice = await catalogue.as('alice');
});
afterAll(() => catalogue.close());

const box = { type: 'bounding_box', x: 1, y: 2, width: 3, height: 4 } as const;
const car: AnnotationInput = { label: 'car', geometry: box };

async function make(name: string, boxes = 2) {
  const labelled = { label: 'car', box: [5, 5, 9, 9] as [number, number, number, number] };
  const made = await makeDataset(catalogue, alice.actor.userUid, name, [
    { key: 'a', boxes: Array<typeof labelled>(boxes).fill(labelled), metadata: { keep: 1, go: 2 } },
    { key: 'b' },
  ]);
  const dataset = { uid: made.uid, owner_uid: alice.actor.userUid };
  const [a = '', b = ''] = made.items;
  await catalogue.db.run(
    sql`update dataset_stats set annotation_count = ${boxes} where dataset_uid = ${made.uid}`,
  );
  /** What the counters say, and the item's state. */
  const state = (item: string) =>
    catalogue.db.row<Record<string, unknown>>(sql`
      select s.revision, s.annotation_count as total, i.annotations_count as count, i.status, i.split, i.metadata,
        (select array_agg(t.status) from tasks t where t.dataset_uid = i.dataset_uid and t.item_uid = i.uid) as tasks
      from items i join dataset_stats s on s.dataset_uid = i.dataset_uid where i.uid = ${item}`);
  const stored = (item: string) => annotationsOf(catalogue.db, made.uid, [item]);
  return { dataset, project: made.projectUid, a, b, state, stored };
}

test('replaces an item with what is given, keeps what it names, and counts', async () => {
  const { dataset, a, state, stored } = await make('replaced');
  const [first] = await stored(a);
  const uids = await replaceAnnotations(alice, dataset, a, [
    { ...car, ref: first?.uid, attributes: { lit: true }, author: 'human/alice' },
    { ...car, state: 'proposed' },
    { ...car, geometry: { type: 'classification' } },
  ]);
  expect(uids[0]).toBe(first?.uid);
  const now = await stored(a);
  expect(now.map((one) => [one.geometry.type, one.state])).toEqual([
    ['bounding_box', 'confirmed'],
    ['bounding_box', 'proposed'],
    ['classification', 'confirmed'],
  ]);
  expect(now[0]).toMatchObject({
    ...{ geometry: box, attributes: { lit: true }, author: 'human/alice', label: 'car' },
    created_at: first?.created_at,
  });
  expect(await state(a)).toMatchObject({ revision: 2, total: 3, count: 3, tasks: ['completed'] });
  await replaceAnnotations(alice, dataset, a, []);
  expect(await state(a)).toMatchObject({
    total: 0,
    count: 0,
    status: 'unattempted',
    tasks: ['pending'],
  });
  await replaceAnnotations(alice, dataset, a, [], { completed: true });
  expect(await state(a)).toMatchObject({ status: 'completed', tasks: ['completed'] });
});

test('adds, changes and deletes one, and opens the task with the last', async () => {
  const { dataset, b, project, state, stored } = await make('single');
  const uid = await createAnnotation(alice, dataset, b, car);
  expect(await state(b)).toMatchObject({
    total: 3,
    count: 1,
    status: 'completed',
    tasks: ['completed'],
  });
  await updateAnnotation(alice, dataset, { itemUid: b, uid }, { geometry: { ...box, x: 7 } });
  await updateAnnotation(alice, dataset, { itemUid: b, uid }, { attributes: { far: 1 } });
  expect(await stored(b)).toMatchObject([
    { uid, project_uid: project, label: 'car', geometry: { x: 7 }, attributes: { far: 1 } },
  ]);
  await deleteAnnotation(alice, dataset, { itemUid: b, uid });
  expect(await state(b)).toMatchObject({
    total: 2,
    count: 0,
    status: 'unattempted',
    tasks: ['pending'],
  });
  await expect(deleteAnnotation(alice, dataset, { itemUid: b, uid })).rejects.toThrow('not_found');
  await expect(updateAnnotation(alice, dataset, { itemUid: b, uid }, {})).rejects.toThrow(
    'not_found',
  );
});

test('an edit at fault is not done, the others are, with metadata and split', async () => {
  const { dataset, a, b, state, stored } = await make('batch');
  const outside: AnnotationInput = { ...car, geometry: { ...box, x: 639 } };
  const results = await editItems(alice, dataset, [
    { itemUid: a, put: [car, outside], remove: 'others' },
    { itemUid: b, put: [car], remove: [], metadata: { hard: true }, split: 'val' },
    { itemUid: b, put: [car], remove: [] },
    { itemUid: dataset.uid, put: [], remove: [] },
  ]);
  expect(results.map((one) => one.error?.message.split(':')[0])).toEqual([
    ...['annotations.1', undefined, 'not_found', 'not_found'],
  ]);
  expect(await stored(a)).toHaveLength(2);
  expect(await state(b)).toMatchObject({
    count: 1,
    total: 3,
    split: 'val',
    metadata: { hard: true },
  });
  await editItems(alice, dataset, [
    { itemUid: a, put: [], remove: [], metadata: { go: null, more: [1] }, split: null },
    { itemUid: b, put: [{ ...outside, reachesOut: true }], remove: 'others' },
  ]);
  expect(await state(a)).toMatchObject({
    count: 2,
    metadata: { keep: 1, more: [1] },
    tasks: ['completed'],
  });
  expect(await stored(b)).toMatchObject([{ geometry: { x: 639, width: 3 } }]);
});

test('labels are made only when asked for, in the project that the dataset has', async () => {
  const { dataset, b, project, stored } = await make('labels');
  const dog: AnnotationInput = { ...car, label: 'dog' };
  await expect(replaceAnnotations(alice, dataset, b, [dog])).rejects.toThrow('no label dog');
  await replaceAnnotations(alice, dataset, b, [dog, dog], { createLabels: true });
  expect((await stored(b)).map((one) => [one.label, one.project_uid])).toEqual([
    ...[
      ['dog', project],
      ['dog', project],
    ],
  ]);
});

test('relations follow their spans', async () => {
  const { dataset, b, stored } = await make('triplets');
  const span = (ref: string, start: number): AnnotationInput => ({
    ...{ ref, label: 'car', geometry: { type: 'text_span', start, end: start + 2 } },
  });
  const relation = (to: string): AnnotationInput => ({
    ...{ label: 'car', geometry: { type: 'text_relation', from: 'E1', to } },
  });
  const put = [relation('E2'), span('E1', 0), span('E2', 5)];
  const [uid, from, to = ''] = await replaceAnnotations(alice, dataset, b, put);
  const stays = (await stored(b)).find((one) => one.uid === uid);
  expect(stays?.geometry).toEqual({ type: 'text_relation', from, to });
  await expect(
    replaceAnnotations(alice, dataset, b, [span('E1', 0), relation('E9')]),
  ).rejects.toThrow('annotations.1');
  await deleteAnnotation(alice, dataset, { itemUid: b, uid: to });
  expect((await stored(b)).map((one) => one.uid)).toEqual([from]);
});

test('strangers may not', async () => {
  const { dataset, a } = await make('foreign');
  const bob = await catalogue.as('bob');
  await expect(replaceAnnotations(bob, dataset, a, [])).rejects.toThrow('forbidden');
});
