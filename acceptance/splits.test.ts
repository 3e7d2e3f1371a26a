import { beforeAll, describe, expect, it } from 'vitest';
import { scene } from './support/datasets.ts';
import {
  cocoDataset,
  everything,
  exportOf,
  fixture,
  importFolder,
  sequenceDataset,
  type Fixture,
} from './support/fixtures.ts';
import { folder } from './support/images.ts';
import { command, fresh, person, type Person } from './support/owners.ts';
import { download, extract, unzip } from './support/zip.ts';

/** Splits are ours: set, counted, filtered by, exported and read back. */
const ITEMS = 24;
const ratios = { train: 0.5, val: 0.25, test: 0.25 };

let john: Person;
let dataset: Fixture;
beforeAll(async () => {
  john = await person(fresh('johndoe'));
  dataset = await cocoDataset(john, scene(ITEMS, ['car'], 91));
});

type Item = { key: string; uid: string; split: string | null };
async function splitsOf({ path }: Pick<Fixture, 'path'>): Promise<Map<string, string | null>> {
  const items = await everything<Item>(john.client, `${path}/items/`);
  return new Map(items.map(({ key, split }) => [key, split]));
}

describe('the splits of a dataset', () => {
  it('are dealt out by a seeded ratio, the same whenever it is asked for', async () => {
    const none = await john.client.get(`${dataset.path}/splits/`);
    expect(none.json).toEqual({
      counts: { train: 0, val: 0, test: 0, unassigned: ITEMS },
      sequences_in_several_splits: 0,
      rule: null,
    });
    const made = await john.client.post(`${dataset.path}/splits/`, { ratios, seed: 7 });
    expect(made.status).toBe(200);
    expect(made.json).toMatchObject({
      changed: ITEMS,
      counts: { unassigned: 0 },
      rule: { ratios, seed: '7', group_by: 'sequence' },
    });
    const again = await john.client.post(`${dataset.path}/splits/`, { ratios, seed: '7' });
    expect(again.json).toMatchObject({ changed: 0, counts: made.json.counts });
    const found = [...(await splitsOf(dataset)).values()];
    for (const split of ['train', 'val', 'test']) {
      expect(found.filter((one) => one === split)).toHaveLength(made.json.counts[split]);
      const query = { filter: `split=${split}` };
      const { json } = await john.client.get(`${dataset.path}/items/`, query);
      expect(json.results).toHaveLength(made.json.counts[split]);
    }
  });

  it('come back from YOLO and COCO', async () => {
    const before = await splitsOf(dataset);
    for (const format of ['YOLO', 'COCO']) {
      const done = await exportOf(john.client, {
        ...{ format, datasets: [dataset.uid], include_media: true },
      });
      const bytes = await download(done.download_url ?? '');
      if (format === 'COCO') {
        const names = [...unzip(bytes).keys()].filter((name) => name.startsWith('annotations/'));
        expect(names).toEqual(
          ['train', 'val', 'test'].map((split) => `annotations/instances_${split}.json`),
        );
      }
      const root = await folder('back');
      await extract(bytes, root);
      const name = fresh('back');
      await importFolder(john.client, root, `${john.name}/${name}`);
      const after = await splitsOf(await fixture(john.client, john.name, name));
      expect([...after].sort()).toEqual([...before].sort());
    }
  });

  it('are set by a filter and by hand', async () => {
    const { json } = await john.client.get(`${dataset.path}/items/`);
    const [{ uid, key }] = json.results as [Item];
    const one = await john.client.patch(`${dataset.path}/items/${uid}/`, { split: 'test' });
    expect(one.json.split).toBe('test');
    const bad = await john.client.patch(`${dataset.path}/items/${uid}/`, { split: 'dev' });
    expect([bad.status, Object.keys(bad.json)]).toEqual([400, ['split']]);
    const filter = `key = "${key}"`;
    const cleared = await john.client.post(`${dataset.path}/splits/`, { split: null, filter });
    expect(cleared.json).toMatchObject({ changed: 1, counts: { unassigned: 1 } });
    const missing = await john.client.get(`${dataset.path}/items/`, { filter: 'split = null' });
    expect(missing.json.results.map((item: Item) => item.key)).toEqual([key]);
    const rest = { split: 'val', only_unassigned: true };
    const { json: done } = await john.client.post(`${dataset.path}/splits/`, rest);
    expect(done).toMatchObject({ changed: 1, counts: { unassigned: 0 } });
    expect((await john.client.delete(`${dataset.path}/splits/`)).status).toBe(204);
    expect((await john.client.get(`${dataset.path}/splits/`)).json.rule).toBeNull();
  });

  it.each([
    [{}, 'ratios'],
    [{ split: 'dev' }, 'split'],
    [{ split: 'val', ratios }, 'split'],
    [{ ratios: { train: 0.5 } }, 'ratios'],
    [{ ratios: { train: 0.5, dev: 0.5 } }, 'ratios'],
    [{ ratios: { train: 'all' } }, 'ratios'],
    [{ ratios: [1] }, 'ratios'],
    [{ ratios, seed: {} }, 'seed'],
    [{ ratios, group_by: 'colour' }, 'group_by'],
    [{ split: 'val', filter: 'colour = red' }, 'filter'],
    [{ split: 'val', only_unassigned: 'yes' }, 'only_unassigned'],
  ])('refuse %j on its field', async (body, field) => {
    const { status, json } = await john.client.post(`${dataset.path}/splits/`, body);
    expect([status, Object.keys(json)]).toEqual([400, [field]]);
  });

  it('keep the frames of a sequence together', async () => {
    const sequences = Array.from({ length: 6 }, (_, n) => `drive_${n}`);
    const drives = await sequenceDataset(john, { sequences, frames: 2 });
    const { json } = await john.client.post(`${drives.path}/splits/`, { ratios, seed: 'drives' });
    expect(json).toMatchObject({ changed: 24, sequences_in_several_splits: 0 });
    const of = new Map<string, Set<string | null>>();
    for (const [key, split] of await splitsOf(drives)) {
      const [sequence = ''] = key.split('/');
      of.set(sequence, (of.get(sequence) ?? new Set()).add(split));
    }
    expect([...of.values()].map((found) => found.size)).toEqual(sequences.map(() => 1));
  });
});

describe('sheaf split', () => {
  it('does the same and says what came of it', async () => {
    const { path, slug } = await cocoDataset(john, scene(10, ['car'], 92));
    const name = `${john.name}/${slug}`;
    await command('split', name, '--set', 'test', '--filter', 'key >= "0"');
    const all = await command('split', name, '--ratio', 'train=1', '--seed', '7');
    expect(all.stdout).toMatch(
      /train +10\n[^]*Items that come later: train=1,val=0,test=0, seed 7/,
    );
    const { stdout } = await command('split', name, '--forget', '--set', 'none', '--json');
    const wanted = { counts: { train: 0, val: 0, test: 0, unassigned: 10 }, rule: null };
    expect(JSON.parse(stdout)).toMatchObject(wanted);
    expect([...(await splitsOf({ path })).values()]).toEqual(Array(10).fill(null));
    await expect(command('split', name, '--ratio', 'train')).rejects.toThrow('--ratio train');
    await expect(command('split', name, '--seed', '7')).rejects.toThrow('--ratio');
    await expect(command('split', name, '--ratio', 'train=0.5')).rejects.toThrow('not 1');
  });
});
