import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { boxesOf, differences } from './support/boxes.ts';
import { scene, writeCoco, writeVoc, writeYolo, type Labelled } from './support/datasets.ts';
import { everything, exportOf, fixture } from './support/fixtures.ts';
import { folder, picture, pictures, put, sequenceFolders } from './support/images.ts';
import { command, fresh, person, type Person } from './support/owners.ts';
import { sheaf } from './support/process.ts';
import { unzip } from './support/zip.ts';

/** `sheaf import` and `sheaf export` beside the running server: what they do is seen over the API. */
const items = scene(10, ['car', 'pedestrian'], 71);
let john: Person;

beforeAll(async () => {
  john = await person(fresh('johndoe'));
});

const expected = (shown: Labelled[]) =>
  new Map(
    shown.map(({ key, boxes }) => [
      key.replace('.jpg', ''),
      boxes.map(({ label, box }) => ({ label, box })),
    ]),
  );

async function imported(root: string, ...options: string[]) {
  const slug = fresh('imported');
  await command('import', root, '--dataset', `${john.name}/${slug}`, ...options);
  return fixture(john.client, john.name, slug);
}

describe('sheaf import', () => {
  it.each([
    ['COCO', writeCoco],
    ['YOLO', writeYolo],
  ] as const)('sees by itself that a folder is %s', async (_, write) => {
    const root = await folder('labelled');
    await write(root, items);
    const { uid } = await imported(root);
    const found = await boxesOf(john.client, { datasets: [uid] });
    expect(differences(expected(items), found)).toEqual([]);
  });

  it('sees by itself that a folder is Pascal VOC, whose corners are whole pixels', async () => {
    const root = await folder('voc');
    const whole = items.map((item) => ({
      ...item,
      boxes: item.boxes.map((each) => {
        const [x, y, width, height] = each.box;
        const [left, top] = [Math.round(x), Math.round(y)];
        const box: typeof each.box = [
          left,
          top,
          Math.round(x + width) - left,
          Math.round(y + height) - top,
        ];
        return { ...each, box };
      }),
    }));
    await writeVoc(root, whole);
    const { uid } = await imported(root);
    const found = await boxesOf(john.client, { datasets: [uid] });
    expect(differences(expected(whole), found)).toEqual([]);
  });

  it('keeps sub-folders in the keys of plain images', async () => {
    const root = await folder('plain');
    await pictures(root, 3, 'left/');
    await pictures(root, 2, 'right/deep/');
    const { path } = await imported(root, '--format', 'images');
    const keys = (await everything(john.client, `${path}/items/`)).map(({ key }) => key).sort();
    expect(keys).toEqual([
      'left/000.jpg',
      'left/001.jpg',
      'left/002.jpg',
      'right/deep/000.jpg',
      'right/deep/001.jpg',
    ]);
  });

  it('makes sequences with views and frames of folders', async () => {
    const root = await folder('sequences');
    await sequenceFolders(root, ['drive'], ['front', 'rear'], 4);
    const { path } = await imported(root, '--format', 'sequences');
    const { json } = await john.client.get(`${path}/sequences/`);
    expect(json.results[0]).toMatchObject({ key: 'drive', number_of_frames: 4 });
    expect(json.results[0].views).toHaveLength(2);
  });

  it('corrects the size by the EXIF orientation', async () => {
    const root = await folder('exif');
    const { default: sharp } = await import('sharp');
    const upright = await picture(root, 'turned.jpg', { width: 80, height: 40 });
    await put(root, 'turned.jpg', await sharp(upright).withMetadata({ orientation: 6 }).toBuffer());
    const { path } = await imported(root, '--format', 'images');
    const [item] = await everything<{ metadata: object }>(john.client, `${path}/items/`);
    expect(item?.metadata).toMatchObject({ width: 40, height: 80 });
  });

  it('links files in place with --link, and copies them without', async () => {
    for (const link of [true, false]) {
      const root = await folder('linked');
      await pictures(root, 1);
      const { path } = await imported(root, '--format', 'images', ...(link ? ['--link'] : []));
      const [item] = await everything<{ data_url: string }>(john.client, `${path}/items/`);
      expect((await fetch(item?.data_url ?? '')).status).toBe(200);
      await rm(join(root, 'image_000.jpg'));
      expect((await fetch(item?.data_url ?? '')).status).toBe(link ? 404 : 200);
    }
  });

  it('reports broken rows by file and row, and imports the rest', async () => {
    const root = await folder('broken');
    await writeCoco(root, items);
    const file = join(root, 'annotations/instances.json');
    const coco = JSON.parse(await readFile(file, 'utf8')) as {
      images: object[];
      annotations: object[];
    };
    const box = { image_id: 1, category_id: 1, iscrowd: 0 };
    coco.images.push({ id: 900, file_name: '../../etc/passwd', width: 10, height: 10 });
    coco.annotations.push(
      { ...box, id: 901, bbox: [100_000, 100_000, 5, 5] },
      { ...box, id: 902, bbox: [0, 0, 5, 5], category_id: 77 },
      { ...box, id: 903, bbox: [0, 0, 5, 5], image_id: 77 },
    );
    await put(root, 'annotations/instances.json', JSON.stringify(coco));
    const { uid, path } = await imported(root);
    const found = await boxesOf(john.client, { datasets: [uid] });
    expect(differences(expected(items), found)).toEqual([]);
    const { json } = await john.client.get(`${path}/imports/`);
    const problems = json.results[0].problems as { file: string; action: string }[];
    expect(problems.length).toBeGreaterThanOrEqual(4);
    for (const problem of problems) {
      expect(problem).toMatchObject({ file: 'annotations/instances.json', action: 'refused' });
    }
  });

  it('ends with a code and a sentence when there is nothing to import', async () => {
    const settings = { SHEAF_DATA_DIR: inject('dataDir') };
    const name = `${john.name}/${fresh('nothing')}`;
    const missing = join(inject('importRoot'), 'no-such-folder');
    const done = await sheaf(['import', missing, '--dataset', name], settings);
    expect(done.code).toBeGreaterThan(0);
    expect(done.stderr).not.toMatch(/^\s+at /m);
  });

  it('leaves no dataset behind when nothing in the folder can be imported', async () => {
    const root = await folder('empty');
    await put(root, 'notes.txt', 'no labels here');
    const slug = fresh('failed');
    const settings = { SHEAF_DATA_DIR: inject('dataDir') };
    const done = await sheaf(['import', root, '--dataset', `${john.name}/${slug}`], settings);
    expect(done.code).toBe(1);
    expect(done.stderr).toContain(`Removed ${john.name}/${slug} again.`);
    const { status } = await john.client.get(`/datasets/${john.name}/${slug}/`);
    expect(status).toBe(404);
  });
});

describe('sheaf export', () => {
  it('writes the archive that the API would give', async () => {
    const root = await folder('exported');
    await writeCoco(root, items);
    const { slug } = await imported(root);
    const out = join(root, 'out.zip');
    const dataset = `${john.name}/${slug}`;
    await command('export', '--format', 'COCO', '--dataset', dataset, '--out', out);
    expect(existsSync(out)).toBe(true);
    const names = [...unzip(await readFile(out)).keys()];
    expect(names).toEqual(expect.arrayContaining(['annotations/instances.json', 'report.json']));
  });
});

describe('sheaf export diff', () => {
  const settings = () => ({ SHEAF_DATA_DIR: inject('dataDir') });
  const diff = (...args: string[]) => sheaf(['export', 'diff', ...args], settings());

  it('says what differs between an export and an archive of another format, with the codes of diff', async () => {
    const root = await folder('compared');
    await writeCoco(root, items);
    const before = await imported(root);
    const [moved, ...others] = items;
    const [first, ...rest] = moved?.boxes ?? [];
    if (!moved || !first) throw new Error('The scene has no box');
    const box: typeof first.box = [first.box[0] + 1, ...first.box.slice(1)] as typeof first.box;
    const other = await folder('compared');
    await writeCoco(other, [{ ...moved, boxes: [{ ...first, box }, ...rest] }, ...others.slice(1)]);
    const after = await imported(other);
    const wanted = { name: 'x', format: 'avala-json-external', datasets: [before.uid] };
    const exported = await exportOf(john.client, wanted);
    const zip = join(other, 'after.zip');
    const dataset = `${john.name}/${after.slug}`;
    await command('export', '--format', 'COCO', '--dataset', dataset, '--out', zip);

    const same = await diff(exported.uid, exported.uid);
    expect([same.code, same.stderr]).toEqual([0, '']);
    const differing = await diff(exported.uid, zip, '--json');
    expect(differing.code).toBe(1);
    expect(JSON.parse(differing.stdout)).toMatchObject({
      equal: false,
      a: { format: 'avala-json', items: items.length },
      b: { format: 'coco', items: items.length - 1 },
      counts: {
        items: { removed: 1, added: 0, changed: 1 },
        annotations: { added: 0, removed: 0, moved: 1, class: 0, attributes: 0 },
      },
    });
    const missing = await diff(join(root, 'none.zip'), zip);
    expect(missing.code).toBe(2);
    expect(missing.stderr).not.toMatch(/^\s+at /m);
    expect((await diff(zip)).code).toBe(2);
    expect((await diff(zip, zip, '--tolerance', '-1')).code).toBe(2);
  });
});
