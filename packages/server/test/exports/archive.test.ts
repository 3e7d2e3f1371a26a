import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportFormats } from '../../src/formats/writers.ts';
import type { YoloTask } from '../../src/formats/model.ts';
import { makeDataset } from '../support/catalogue.ts';
import { codeOf } from '../support/errors.ts';
import { box, makeScene, type Scene } from './scene.ts';
import { archiveOf, entriesOf, exported, unzip } from './support.ts';

let catalogue: Scene['catalogue'];
let ann: Scene['ann'];
let streets: Scene['streets'];
let fields: Scene['fields'];

beforeAll(async () => {
  ({ catalogue, ann, streets, fields } = await makeScene());
});
afterAll(() => catalogue.close());

describe('an archive', () => {
  it('has the same bytes for the same selection and options', async () => {
    for (const format of ['YOLO', 'COCO']) {
      const some = { format, includeMedia: false };
      const first = await exported(ann, { ...some, datasets: [streets.uid, fields.uid] });
      const second = await exported(ann, {
        ...some,
        datasets: [fields.uid, streets.uid],
        name: 'Other',
      });
      expect(second.sha256).toBe(first.sha256);
      const bytes = await archiveOf(ann, first.uid);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(first.sha256);
      expect(first.size_bytes).toBe(bytes.length);
    }
  });

  it('has an entry of its own for every item, whatever the names', async () => {
    const keys = [
      'x.jpg',
      'X.JPG',
      'x.png',
      'x',
      '../up.jpg',
      '/root.jpg',
      'CON.jpg',
      'ä.jpg',
      'a\u0308.jpg',
      'Ä.jpg',
      'ſ.jpg',
      's.jpg',
      'a\n.jpg',
      'end.',
      'end',
      'x.y.',
      'x.y',
      '.jpg',
      '.jpg.png',
    ];
    const odd = await makeDataset(
      catalogue,
      ann.actor.userUid,
      'odd',
      keys.map((key) => ({ key, boxes: [] })),
    );
    for (const datasets of [[odd.uid], [odd.uid, streets.uid]]) {
      const entries = await entriesOf(ann, { format: 'YOLO', datasets, includeMedia: false });
      const labels = Object.keys(entries).filter(
        (name) => name.endsWith('.txt') && name !== 'classes.txt',
      );
      expect(labels).toHaveLength(keys.length + (datasets.length > 1 ? 3 : 0));
      const folded = labels.map((name) => name.normalize('NFC').toUpperCase().toLowerCase());
      expect(new Set(folded).size).toBe(labels.length);
      expect(labels.filter((name) => /(^|\/)\.\.?(\/|$)|^\//.test(name))).toEqual([]);
    }
  });

  it('of YOLO holds the rows of the task that it is asked for', async () => {
    const columns = async (yoloTask?: YoloTask) => {
      const some = {
        format: 'YOLO',
        datasets: [streets.uid],
        includeMedia: false,
        options: { yoloTask },
      };
      const entries = await entriesOf(ann, some);
      const labels = Object.entries(entries).filter(([path]) => path.startsWith('labels/'));
      const rows = labels.flatMap(([, text]) => text.split('\n').filter(Boolean));
      return new Set(rows.map((row) => row.split(' ').length));
    };
    expect(await columns()).toEqual(new Set([5]));
    expect(await columns('detect')).toEqual(new Set([5]));
    expect(await columns('segment')).toEqual(new Set([9]));
    expect(await columns('obb')).toEqual(new Set([9]));
    expect(await columns('pose')).toEqual(new Set([8]));
  });

  it('of COCO holds keypoints alone when it is asked for them', async () => {
    const some = { format: 'COCO', datasets: [streets.uid] };
    const entries = await entriesOf(ann, { ...some, options: { cocoTask: 'keypoints' } });
    expect(Object.keys(entries)).toContain('annotations/person_keypoints.json');
    expect(entries).not.toHaveProperty(['annotations/instances.json']);
  });

  it('of VOC counts from 0, or from 1 as it is asked for', async () => {
    const first = async (vocStrict?: boolean) => {
      const some = { format: 'VOC', datasets: [streets.uid], options: { vocStrict } };
      const entries = await entriesOf(ann, some);
      const files = Object.entries(entries).filter(([path]) => path.startsWith('Annotations/'));
      const corners = files.flatMap(([, text]) => text.match(/(?<=<xmin>)[^<]*/g) ?? []);
      return Math.min(...corners.map(Number));
    };
    const from = await first();
    expect(await first(false)).toBe(from);
    expect(await first(true)).toBe(Math.round(from) + 1);
  });

  it('of nothing is valid', async () => {
    const none = await makeDataset(catalogue, ann.actor.userUid, 'none', []);
    for (const format of Object.keys(exportFormats)) {
      const row = await exported(ann, { format, datasets: [none.uid] });
      expect(row).toMatchObject({
        status: 'exported',
        total_task_count: 0,
        exported_task_count: 0,
      });
      const entries = await unzip(await archiveOf(ann, row.uid));
      expect(Object.keys(entries)).toContain('report.json');
    }
  });

  it('carries the report, and a strict export of the same fails without one', async () => {
    const outside = { label: 'car', box: [700, 10, 50, 50] as [number, number, number, number] };
    const lossy = await makeDataset(catalogue, ann.actor.userUid, 'lossy', [
      { key: 'a.jpg', boxes: [box('car'), outside] },
    ]);
    const row = await exported(ann, { format: 'YOLO', datasets: [lossy.uid], includeMedia: false });
    expect(row.report?.annotations.bounding_box).toMatchObject({ selected: 2, written: 1 });
    const entries = await unzip(await archiveOf(ann, row.uid));
    expect(JSON.parse(entries['report.json'] ?? '')).toEqual(row.report);
    const strict = await exported(ann, {
      format: 'YOLO',
      datasets: [lossy.uid],
      includeMedia: false,
      strict: true,
    });
    expect(strict).toMatchObject({ status: 'failed', has_archive: false, sha256: null });
    expect(strict.error).toMatch(/strict.*1 × bounding_box/);
    expect(strict.report?.annotations.bounding_box).toMatchObject({ selected: 2, written: 1 });
    expect(await codeOf(archiveOf(ann, strict.uid))).toBe('not_found');
  });
});
