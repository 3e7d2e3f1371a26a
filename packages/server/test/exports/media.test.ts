import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeDataset } from '../support/catalogue.ts';
import { makeScene, type Scene } from './scene.ts';
import { archiveOf, exported, unzip } from './support.ts';

let catalogue: Scene['catalogue'];
let ann: Scene['ann'];

beforeAll(async () => {
  ({ catalogue, ann } = await makeScene());
});
afterAll(() => catalogue.close());

it('puts stored and linked media into the archive, and names those that have gone', async () => {
  await ann.store.write('media/one', Readable.from([Buffer.from('stored')]));
  const linked = join(catalogue.folder, 'linked.jpg');
  await writeFile(linked, 'linked');
  const forbidden = '/etc/hostname';
  const { uid } = await makeDataset(catalogue, ann.actor.userUid, 'media', [
    { key: 'stored.jpg', boxes: [], media: { store: 'media/one' } },
    { key: 'linked.jpg', boxes: [], media: { link: linked } },
    { key: 'gone.jpg', boxes: [], media: { store: 'media/none' } },
    { key: 'outside.jpg', boxes: [], media: { link: forbidden } },
  ]);
  for (const format of ['YOLO', 'COCO', 'avala-json-external', 'CSV', 'JSONL', 'Parquet']) {
    const row = await exported(ann, { format, datasets: [uid], includeMedia: true });
    expect(row).toMatchObject({ status: 'exported', include_media: true, exported_task_count: 2 });
    expect(row.report?.items.lost).toEqual({ media_missing: 2 });
    const media = Object.entries(await unzip(await archiveOf(ann, row.uid))).filter(([path]) =>
      path.startsWith('images/'),
    );
    expect(media.map(([, text]) => text).sort()).toEqual(['linked', 'stored']);
  }
  const bare = await exported(ann, { format: 'COCO', datasets: [uid] });
  expect(bare).toMatchObject({ include_media: false, exported_task_count: 4 });
  const yolo = await exported(ann, { format: 'YOLO', datasets: [uid], strict: true });
  expect(yolo).toMatchObject({ include_media: true, status: 'failed' });
});
