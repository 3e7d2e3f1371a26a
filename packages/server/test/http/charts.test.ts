import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerCharts, chartBounds } from '../../src/catalog/charts/answer.ts';
import { bounds } from '../../src/catalog/facets/bounds.ts';
import { makeDataset, makeOwner } from '../support/catalogue.ts';
import { ask, makeWorld, type World } from './world.ts';

interface Mark {
  name?: string;
  value?: unknown;
  count: number;
  annotations?: number;
  filter: string | null;
}
interface Wire {
  item_count: number;
  cooccurrence: { estimated: boolean; labels: Mark[]; cells: (Mark & { a: number; b: number })[] };
  heat_map: { grid: number; cells: [number, number, number][] };
  attributes: { fields: { field: string; distinct: number; values: Mark[] }[] };
}

let world: World;
let key: string;
let dataset: string;
const home = '/datasets/acme/charted/';

beforeAll(async () => {
  world = await makeWorld();
  key = await world.key('owner');
  const acme = await makeOwner(world.catalogue, 'acme', 'organization');
  const box = (label: string, x: number) => ({
    label,
    box: [x, 0, 10, 10] as [number, number, number, number],
  });
  const made = await makeDataset(world.catalogue, acme, 'charted', [
    { key: '1', boxes: [box('car', 0), box('car', 90), box('bus', 50)] },
    { key: '2', boxes: [box('car', 0), box('bus', 0)] },
    { key: '3', boxes: [box('car', 0)] },
    { key: '4', boxes: [box('tree, "old"', 0)] },
    { key: '5' },
  ]);
  dataset = made.uid;
  const { db } = world.catalogue;
  await db.run(sql`update items set width = 100, height = 100 where dataset_uid = ${dataset}`);
  await db.run(sql`update dataset_stats set annotation_count = 7 where dataset_uid = ${dataset}`);
  await db.run(sql`update annotations a set attributes = case when l.name = 'car'
      then '{"occluded":true,"lane":5,"tags":["a","b"],"odd name":"x"}'::jsonb
      else '{"occluded":false,"lane":"5","deep":{"a":1},"none":null}'::jsonb end
    from labels l where l.uid = a.label_uid and a.dataset_uid = ${dataset}`);
});
afterAll(() => world.close());

async function charts(query = ''): Promise<Wire> {
  const { status, text } = await ask(world, key, 'GET', `${home}charts/${query}`);
  expect(status).toBe(200);
  return JSON.parse(text) as Wire;
}

test('labels that stand together, where boxes are, and what their attributes say', async () => {
  const { item_count, cooccurrence, heat_map, attributes } = await charts();
  expect(item_count).toBe(5);
  expect(cooccurrence.labels.map(({ name, count }) => [name, count])).toEqual([
    ['car', 3],
    ['bus', 2],
    ['tree, "old"', 1],
  ]);
  expect(cooccurrence.cells).toEqual([
    { a: 0, b: 1, count: 2, filter: 'label = car AND label = bus' },
  ]);
  // Centres at 5, 95 and 55 of 100, in the top row of 32 cells.
  expect(heat_map.cells).toEqual([
    [1, 1, 5],
    [17, 1, 1],
    [30, 1, 1],
  ]);
  const values = Object.fromEntries(
    attributes.fields.map(({ field, values }) => [
      field,
      values.map(({ value, count, annotations }) => [value, count, annotations]),
    ]),
  );
  expect(values).toEqual({
    'attributes.lane': [[5, 4, 7]],
    'attributes.occluded': [
      [false, 3, 3],
      [true, 3, 4],
    ],
    'attributes.tags': [
      ['a', 3, 4],
      ['b', 3, 4],
    ],
    'attributes."odd name"': [['x', 3, 4]],
  });
});

test('every filter selects exactly the items of its mark', async () => {
  const { cooccurrence, attributes } = await charts();
  const marks = [
    ...cooccurrence.labels,
    ...cooccurrence.cells,
    ...attributes.fields.flatMap(({ values }) => values),
  ];
  expect(marks.length).toBeGreaterThan(9);
  for (const { filter, count } of marks) {
    const path = `${home}items/count/?filter=${encodeURIComponent(filter ?? '')}`;
    const reply = await ask(world, key, 'GET', path);
    const counted = JSON.parse(reply.text) as { count: number };
    expect([filter, counted.count]).toEqual([filter, count]);
  }
});

test('the items of a cell of the heat map can be asked for', async () => {
  const { heat_map } = await charts();
  const side = 1 / heat_map.grid;
  const counted = heat_map.cells.map(async ([column, row]) => {
    const filter = `count(box.center_x >= ${column * side} AND box.center_x < ${(column + 1) * side} AND
      box.center_y >= ${row * side} AND box.center_y < ${(row + 1) * side}) >= 1`;
    const path = `${home}items/count/?filter=${encodeURIComponent(filter)}`;
    return (JSON.parse((await ask(world, key, 'GET', path)).text) as { count: number }).count;
  });
  expect(await Promise.all(counted)).toEqual([4, 1, 1]);
});

test('of a filter, of a label, and of a slice', async () => {
  const buses = await charts('?filter=label%3Dbus&label=bus');
  expect(buses.item_count).toBe(2);
  expect(buses.cooccurrence.labels.map(({ count }) => count)).toEqual([2, 2]);
  expect(buses.heat_map.cells).toEqual([
    [1, 1, 1],
    [17, 1, 1],
  ]);
  const body = { name: 'Charted', dataset, filter_query_string: 'key = "4"' };
  const made = JSON.parse((await ask(world, key, 'POST', '/slices/', body)).text) as {
    slug: string;
  };
  const { text } = await ask(world, key, 'GET', `/slices/acme/${made.slug}/charts/`);
  expect((JSON.parse(text) as Wire).cooccurrence.labels).toHaveLength(1);
  expect((await ask(world, key, 'GET', `${home}charts/?filter=label%3D`)).status).toBe(400);
  expect((await charts('?filter=label%3Dnothing')).attributes.fields).toEqual([]);
});

test('beyond the bounds a sample is scaled, and says so', async () => {
  const ctx = await world.catalogue.as('owner');
  const few = { ...bounds, ...chartBounds, pairs: 3, rows: 2 };
  const charts = await answerCharts(
    ctx,
    [{ datasetUid: dataset, where: null }],
    undefined,
    '',
    few,
  );
  expect(charts.itemCount).toBe(5);
  expect([charts.cooccurrence.estimated, charts.heatMap.estimated]).toEqual([true, true]);
});
