import { beforeAll, describe, expect, it } from 'vitest';
import { scene, type Labelled } from './support/datasets.ts';
import { cocoDataset, everything, type Fixture } from './support/fixtures.ts';
import { fresh, person, type Person } from './support/owners.ts';

/** The filter language on item lists: `?filter=`. */
const pictures = scene(30, ['car', 'pedestrian', 'bicycle'], 23);
let john: Person;
let dataset: Fixture;
let items: string;
const night = new Set<string>();

const nameOf = (key: string) => key.split('/').at(-1) ?? '';

beforeAll(async () => {
  john = await person(fresh('johndoe'));
  dataset = await cocoDataset(john, pictures);
  items = `${dataset.path}/items/`;
  for (const [n, { uid, key }] of (await everything(john.client, items)).entries()) {
    if (n % 3 !== 0) continue;
    night.add(nameOf(key));
    const metadata = { weather: 'night', 'camera id': n, deep: { er: ['x'] } };
    await john.client.patch(`${items}${uid}/`, { metadata });
  }
});

async function keys(filter: string): Promise<string[]> {
  const rows = await everything(john.client, items, { filter });
  return rows.map(({ key }) => nameOf(key)).sort();
}

const wanted = (good: (picture: Labelled) => boolean) =>
  pictures
    .filter(good)
    .map(({ key }) => key)
    .sort();
const has = (label: string) => (picture: Labelled) =>
  picture.boxes.some((box) => box.label === label);
const occluded = (box: Labelled['boxes'][number]) =>
  (box.attributes as { occluded: boolean }).occluded;

const cases: [filter: string, good: (picture: Labelled) => boolean][] = [
  ['label=car', has('car')],
  ['label = "car"', has('car')],
  ['NOT label=car', (p) => !has('car')(p)],
  ['label=car AND label=pedestrian', (p) => has('car')(p) && has('pedestrian')(p)],
  ['label=car & label=pedestrian', (p) => has('car')(p) && has('pedestrian')(p)],
  ['label=car OR label=bicycle', (p) => has('car')(p) || has('bicycle')(p)],
  ['label IN (car, bicycle)', (p) => has('car')(p) || has('bicycle')(p)],
  [
    'label=car OR label=bicycle AND label=pedestrian',
    (p) => has('car')(p) || (has('bicycle')(p) && has('pedestrian')(p)),
  ],
  [
    '(label=car OR label=bicycle) AND label=pedestrian',
    (p) => (has('car')(p) || has('bicycle')(p)) && has('pedestrian')(p),
  ],
  ['annotations_count = 0', (p) => p.boxes.length === 0],
  ['annotations_count >= 3', (p) => p.boxes.length >= 3],
  ['annotations_count != 2', (p) => p.boxes.length !== 2],
  ['width > 100', (p) => p.width > 100],
  ['height <= 60', (p) => p.height <= 60],
  ['metadata.weather=night', (p) => night.has(p.key)],
  ['metadata.weather=night AND label=car', (p) => night.has(p.key) && has('car')(p)],
  [
    'count(label=car AND attributes.occluded=true) >= 1',
    (p) => p.boxes.some((box) => box.label === 'car' && occluded(box)),
  ],
  ['count(label=car) >= 2', (p) => p.boxes.filter((box) => box.label === 'car').length >= 2],
  ['count(attributes.occluded=true) = 0', (p) => !p.boxes.some(occluded)],
  ['key : "0001"', (p) => p.key.includes('0001')],
];

describe('?filter=', () => {
  it.each(cases)('%s', async (filter, good) => {
    const expected = wanted(good);
    expect(await keys(filter)).toEqual(expected);
  });

  it('is empty: everything', async () => {
    expect(await keys('')).toHaveLength(pictures.length);
  });

  it('gives the same to a slice and to an export', async () => {
    const filter = 'metadata.weather=night AND label=car';
    const expected = (await keys(filter)).length;
    const slice = await john.client.post('/slices/', {
      name: fresh('Same'),
      dataset: dataset.uid,
      filter_query_string: filter,
    });
    expect(slice.json.item_count).toBe(expected);
    expect(slice.json.filter_query_string).toBe(filter);
  });

  it('is repeated in next', async () => {
    const { json } = await john.client.get(items, { filter: 'label=car', limit: 1 });
    expect(new URL(json.next).searchParams.get('filter')).toBe('label=car');
  });
});

describe('a bad filter is a 400 that points to the column', () => {
  it.each([
    ['label', 6],
    ['label=', 7],
    ['label=car AND', 14],
    ['label=car AND nonsense=1', 15],
    ['password=x', 1],
    ['token_hash=x', 1],
    ['owner__password=x', 1],
    ['__proto__=x', 1],
    ['constructor=x', 1],
    ['(label=car', 11],
    ['label=car)', 10],
    ['label = "car', 9],
    ['count(label=car', 16],
    ['count(label=car) >= many', 21],
    ['annotations_count = many', 21],
    ['status = asleep', 10],
    ['created_at > yesterday', 14],
    ['label ~ car', 7],
    ['AND', 1],
  ])('%s: column %i', async (filter, column) => {
    const { status, json } = await john.client.get(items, { filter });
    expect(status).toBe(400);
    expect(Object.keys(json)).toEqual(['filter']);
    expect(json.filter[0]).toMatch(new RegExp(`at column ${column}\\b`));
  });

  it.each([
    ['10,000 levels', `${'('.repeat(10_000)}label=car${')'.repeat(10_000)}`],
    ['10,000 comparisons', Array(10_000).fill('label=car').join(' OR ')],
  ])('%s are refused in a slice', async (_, filter) => {
    const { status, json } = await john.client.post('/slices/', {
      name: fresh('Deep'),
      dataset: dataset.uid,
      filter_query_string: filter,
    });
    expect(status).toBe(400);
    expect(json.filter_query_string[0]).toMatch(/at column \d+|characters|long/i);
  });

  it('1 MB is refused', async () => {
    const { status } = await john.client.post('/slices/', {
      name: fresh('Long'),
      dataset: dataset.uid,
      filter_query_string: `label="${'x'.repeat(1_000_000)}"`,
    });
    expect([400, 413]).toContain(status);
  });

  it.each([
    "label='; drop table items; --",
    'label="%"',
    'label="_"',
    'key:"%%%"',
    'key:"\\\\"',
    'metadata.a.b.c="\'"',
  ])('%s is text and nothing more', async (filter) => {
    const { status, json } = await john.client.get(items, { filter });
    expect([200, 400]).toContain(status);
    if (status === 200) expect(json.results).toEqual([]);
  });
});
