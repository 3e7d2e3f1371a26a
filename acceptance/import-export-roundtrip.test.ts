import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { boxesOf, differences, type LabelledBox } from './support/boxes.ts';
import { scene, writeCoco } from './support/datasets.ts';
import { cocoDataset, exportOf, fixture, importFolder, type Fixture } from './support/fixtures.ts';
import { folder } from './support/images.ts';
import { fresh, person, type Person } from './support/owners.ts';
import { download, extract, unzip } from './support/zip.ts';

/** Import COCO, slice it, export YOLO and COCO, import both again: the same boxes within half a pixel. */
const IMAGES = 400;
const labels = ['car', 'pedestrian', 'bicycle', 'traffic light'];
const pictures = scene(IMAGES, labels, 41);
const busy = pictures.filter(({ boxes }) => boxes.some(({ label }) => label === 'car'));

interface Report {
  items: { selected: number; written: number; lost: object };
  annotations: Record<string, { selected: number; written: number; changed: object; lost: object }>;
}

let john: Person;
let original: Fixture;
let slice: string;
let before: Map<string, LabelledBox[]>;

beforeAll(async () => {
  john = await person(fresh('johndoe'));
  original = await cocoDataset(john, pictures, { project: 'Street' });
  const made = await john.client.post('/slices/', {
    name: 'Cars',
    dataset: original.uid,
    filter_query_string: 'label=car',
  });
  slice = made.json.uid;
  before = await boxesOf(john.client, { slices: [slice] });
}, 300_000);

describe('the import', () => {
  it('holds every item and box of the source, exactly', async () => {
    const source = new Map(
      pictures.map(({ key, boxes }) => [
        key.replace('.jpg', ''),
        boxes.map(({ label, box }) => ({ label, box })),
      ]),
    );
    expect(differences(source, await boxesOf(john.client, { datasets: [original.uid] }))).toEqual(
      [],
    );
    const { json } = await john.client.get(`${original.path}/`);
    const boxes = pictures.flatMap((each) => each.boxes).length;
    expect(json).toMatchObject({ item_count: IMAGES, annotations_count: boxes, project_count: 1 });
  });

  it('changes nothing when it runs again', async () => {
    const root = await folder('twice');
    const few = pictures.slice(0, 20);
    await writeCoco(root, few);
    const name = `${john.name}/${fresh('twice')}`;
    await importFolder(john.client, root, name, { format: 'coco', project: 'Street again' });
    const path = `/datasets/${name}/`;
    const once = (await john.client.get(path)).json;
    const items = (await john.client.get(`${path}items/`)).json.results;
    await importFolder(john.client, root, name, { format: 'coco', project: 'Street again' });
    const again = (await john.client.get(path)).json;
    expect({ ...again, updated_at: once.updated_at }).toEqual(once);
    const uids = (rows: { uid: string }[]) => rows.map(({ uid }) => uid);
    expect(uids((await john.client.get(`${path}items/`)).json.results)).toEqual(uids(items));
  });

  it('puts exactly the matching items into the slice', () => {
    expect([...before.keys()].sort()).toEqual(busy.map(({ key }) => key.replace('.jpg', '')));
  });
});

describe.each([
  ['YOLO', 'yolo'],
  ['COCO', 'coco'],
])('a slice exported as %s', (format, importFormat) => {
  it('comes back with the same boxes, and the report names everything else', async () => {
    const done = await exportOf(john.client, { format, slices: [slice], include_media: true });
    expect(done).toMatchObject({
      status: 'exported',
      total_task_count: busy.length,
      exported_task_count: busy.length,
    });
    const bytes = await download(done.download_url ?? '');
    const report = JSON.parse(unzip(bytes).get('report.json')?.toString() ?? '') as Report;
    const boxes = busy.flatMap((each) => each.boxes).length;
    expect(report.items).toMatchObject({ selected: busy.length, written: busy.length, lost: {} });
    expect(report.annotations['bounding_box']).toMatchObject({
      selected: boxes,
      written: boxes,
      lost: {},
    });

    const root = await folder('back');
    await extract(bytes, root);
    const name = fresh(`back-${importFormat}`);
    await importFolder(john.client, root, `${john.name}/${name}`, { format: importFormat });
    const back = await fixture(john.client, john.name, name);
    expect(differences(before, await boxesOf(john.client, { datasets: [back.uid] }))).toEqual([]);
  }, 180_000);
});

describe('a whole dataset exported as YOLO', () => {
  it('trains as it is: data.yaml, class indices, normalised rows, empty files for negatives', async () => {
    const done = await exportOf(john.client, { format: 'YOLO', datasets: [original.uid] });
    const files = unzip(await download(done.download_url ?? ''));
    const yaml = parse(files.get('data.yaml')?.toString() ?? '') as Record<string, unknown>;
    expect(yaml).not.toHaveProperty('download');
    expect(yaml).not.toHaveProperty('path');
    expect(yaml).toMatchObject({ train: expect.any(String), val: expect.any(String) });
    const names = yaml['names'] as Record<string, string>;
    expect(Object.values(names).sort()).toEqual([...labels].sort());
    const rows = [...files].filter(([path]) => /(^|\/)labels\/.*\.txt$/.test(path));
    expect(rows).toHaveLength(IMAGES);
    for (const { key, boxes } of pictures) {
      const [, text] = rows.find(([path]) => path.endsWith(key.replace('.jpg', '.txt'))) ?? [];
      const lines = text?.toString().split('\n').filter(Boolean) ?? [];
      expect(lines, key).toHaveLength(boxes.length);
      for (const line of lines) {
        expect(line).toMatch(/^\d+( \d(\.\d+)?){4}$/);
        const [index = NaN, ...values] = line.split(' ').map(Number);
        expect(names[index]).toBeDefined();
        for (const value of values) expect(value >= 0 && value <= 1).toBe(true);
      }
    }
  });
});
