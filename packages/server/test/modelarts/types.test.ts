import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runPublish } from '../../src/catalog/versions/run.ts';
import { writePng } from '../../src/formats/png/write.ts';
import { makeTaskWorld, taskOf, type TaskWorld } from './task-world.ts';

// Each type of dataset on its whole way: out of the documented layout, labelled, published, and its manifest into another.

let world: TaskWorld;
beforeAll(async () => {
  world = await makeTaskWorld();
});
afterAll(() => world.close());

const pixels = new Uint8Array(8 * 8);
const png = writePng(8, 8, pixels, [[1, 2, 3]]);
const mask = writePng(8, 8, pixels.fill(1, 0, 12), [
  [0, 0, 0],
  [255, 0, 0],
]);
const voc = (object: string, more = '') =>
  `<annotation><filename>1.png</filename><size><width>8</width><height>8</height><depth>3</depth></size>${more}<object>${object}</object></annotation>`;
const box = `<name>cat</name><bndbox><xmin>0</xmin><ymin>0</ymin><xmax>2</xmax><ymax>2</ymax></bndbox>`;
const wav = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), Buffer.alloc(40)]);
const frame = JSON.stringify({
  source: './f/1.png',
  annotation: [
    {
      ...{ type: 'modelarts/object_detection', 'annotation-loc': './f/1.xml' },
      'annotation-format': 'PASCAL VOC',
    },
  ],
  property: { '@modelarts:parent_source': 's3://films/a.mp4', '@modelarts:time_in_video': 1 },
});

interface Label {
  name?: string;
  type?: number;
  id?: string;
  property?: Record<string, unknown>;
}

interface Case {
  files: Record<string, string | Buffer>;
  /** Of the dataset. */
  more?: object;
  /** Imported instead of the folder. */
  manifest?: string;
  /** What its last sample is labelled with; absent: there are no labels. */
  labels?: Label[];
  samples: number;
  annotated: number;
  /** Annotations of that sample in the published manifest. */
  published?: object[];
}

const shape = (name: string, kind: string, ...feature: number[][]) => ({
  name,
  property: { '@modelarts:shape': kind, '@modelarts:feature': feature },
});
const span = (start: number, end: number) => ({
  '@modelarts:start_index': start,
  '@modelarts:end_index': end,
});
const human = { 'annotated-by': 'human/alice' };
const triplet = { '@modelarts:from': 'E1', '@modelarts:to': 'E2' };
const speech = {
  ...{ '@modelarts:start_time': '00:00:00.100', '@modelarts:end_time': '00:00:00.250' },
  ...{ '@modelarts:source': 'Tom', '@modelarts:content': 'Hi' },
};

const cases: Record<number, Case> = {
  0: {
    files: { 'cat/1.png': png, 'dog/2.png': png },
    labels: [{ name: 'cat' }, { name: 'sleepy' }],
    ...{ samples: 2, annotated: 2 },
    published: ['cat', 'sleepy'].map((name) => ({
      ...{ type: 'modelarts/image_classification', name, ...human },
    })),
  },
  1: {
    files: { '1.png': png, '1.xml': voc(box), '2.png': png },
    labels: [shape('cat', 'bndbox', [1, 1], [4, 5]), shape('eye', 'point', [3, 3])],
    ...{ samples: 2, annotated: 1 },
    published: [{ type: 'modelarts/object_detection', ...human }],
  },
  3: {
    files: {
      ...{ '1.png': png, '2.png': png, 'masks/1.png': mask },
      '1.xml': voc(
        '<name>sky</name><mask_color>255,0,0</mask_color><bndbox><xmin>0</xmin><ymin>0</ymin><xmax>7</xmax><ymax>1</ymax></bndbox>',
        '<mask_source>masks/1.png</mask_source>',
      ),
    },
    labels: [shape('sky', 'polygon', [0, 0], [7, 0], [7, 3])],
    ...{ samples: 2, annotated: 1 },
    published: [{ type: 'modelarts/image_segmentation', ...human }],
  },
  100: {
    files: { 'a.txt': 'good day\tpos\nbad day\tneg,new\n' },
    labels: [{ name: 'pos' }],
    ...{ samples: 2, annotated: 2 },
    published: [{ type: 'modelarts/text_classification', name: 'pos', ...human }],
  },
  101: {
    files: { 'a.txt': 'Bob is from Shenzhen\nnobody\n' },
    labels: [{ name: 'person', property: span(0, 3) }],
    ...{ samples: 2, annotated: 0 },
    published: [{ type: 'modelarts/text_entity', name: 'person', property: span(0, 3), ...human }],
  },
  102: {
    files: { 'a.txt': 'Bob is from Shenzhen\n' },
    labels: [
      { name: 'person', type: 103, id: 'E1', property: span(0, 3) },
      { name: 'city', type: 103, id: 'E2', property: span(12, 20) },
      { name: 'home', type: 102, id: 'R1', property: triplet },
    ],
    ...{ samples: 1, annotated: 0 },
    published: [
      { type: 'modelarts/text_entity', name: 'person', id: 'E1', property: span(0, 3) },
      { type: 'modelarts/text_entity', name: 'city', id: 'E2', property: span(12, 20) },
      { type: 'modelarts/text_triplet', name: 'home', id: 'R1', property: triplet },
    ],
  },
  200: {
    files: { 'bark/1.wav': wav, '2.wav': wav },
    labels: [{ name: 'howl' }],
    ...{ samples: 2, annotated: 1 },
    published: [{ type: 'modelarts/audio_classification', name: 'howl', ...human }],
  },
  201: {
    files: { '1.wav': wav },
    labels: [{ property: { '@modelarts:content': 'Hello' } }],
    ...{ samples: 1, annotated: 0 },
    published: [
      { type: 'modelarts/audio_content', property: { '@modelarts:content': 'Hello' }, ...human },
    ],
  },
  202: {
    files: { '1.wav': wav },
    labels: [{ property: speech }],
    ...{ samples: 1, annotated: 0 },
    published: [{ type: 'modelarts/audio_segmentation', property: speech, ...human }],
  },
  400: {
    files: { 't.csv': 'id,name\n1,=x\n2,"a,b"\n' },
    more: {
      schema: [
        { schema_id: 1, name: 'id', type: 'STRING' },
        { schema_id: 2, name: 'name', type: 'STRING' },
      ],
    },
    ...{ samples: 2, annotated: 0 },
  },
  600: {
    files: { 'f/1.png': png, 'f/1.xml': voc(box), 'all.manifest': frame },
    manifest: 'all.manifest',
    labels: [shape('car', 'bndbox', [2, 2], [6, 6])],
    ...{ samples: 1, annotated: 1 },
    published: [{ type: 'modelarts/object_detection', ...human }],
  },
  900: { files: { 'notes.md': 'x', 'a.bin': 'y' }, samples: 2, annotated: 0 },
};

test.each(Object.entries(cases).map(([type, one]) => [Number(type), one] as const))(
  'a dataset of type %i',
  async (type, { files, more, manifest, labels, samples, annotated, published = [] }) => {
    const { bucket, call } = world;
    const folder = `type-${type}`;
    await world.put(
      Object.fromEntries(
        Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]),
      ),
    );
    const id = await world.dataset(type, more);
    const body = manifest === undefined ? {} : { import_type: 1 };
    await imported(id, { ...body, import_path: `/${bucket}/${folder}/${manifest ?? ''}` });
    expect(await world.show(id)).toMatchObject({
      ...{ total_sample_count: samples, annotated_sample_count: annotated },
    });

    const all = `/datasets/${id}/data-annotations/samples`;
    const last = (await samplesOf(id)).at(-1);
    if (labels) {
      const put = await call('PUT', all, { samples: [{ sample_id: last?.sample_id, labels }] });
      expect([put.status, put.body]).toMatchObject([200, { success: true }]);
    }
    const version = await publish(id);
    const lines = await read(version.manifest_path);
    expect(version).toMatchObject({ status: 1, total_sample_count: samples });
    if (type === 400) {
      const [line] = lines;
      expect([lines.length, line]).toMatchObject([1, { 'sample-type': 4 }]);
      expect((await object(line?.source ?? '')).payload).toBe('id,name\n1,"\t=x"\n2,"a,b"\n');
    } else {
      const line = lines.find((one) => one.id === last?.sample_id);
      expect([lines.length, line?.annotation ?? []]).toMatchObject([samples, published]);
    }

    // Its manifest is imported by its own path, with all that it names.
    const copy = await world.dataset(type, more);
    const task = await imported(copy, { import_type: 1, import_path: version.manifest_path });
    expect(task).toMatchObject({
      import_path: `obs:/${version.manifest_path}`,
      imported_sample_count: samples,
      total_file_size: Buffer.byteLength((await object(version.manifest_path)).payload),
      total_sub_sample_count: type === 600 ? 1 : 0,
      imported_sub_sample_count: type === 600 ? 1 : 0,
    });
    expect(await said(copy)).toEqual(await said(id));
  },
);

/** Runs an import to its end and gives its task. */
async function imported(id: string, body: object) {
  const tasks = `/datasets/${id}/import-tasks`;
  const task = taskOf(await world.call('POST', tasks, body));
  await world.runAll();
  const shown = (await world.call('GET', `${tasks}/${task}`)).body;
  expect(shown).toMatchObject({ status: 'COMPLETED' });
  return shown;
}

interface Shown {
  sample_id: string;
  sample_name: string;
  sample_type: number;
  sample_size?: number;
  labels: Label[];
  metadata: Record<string, unknown>;
}

async function samplesOf(id: string): Promise<Shown[]> {
  const path = `/datasets/${id}/data-annotations/samples?limit=100&order=asc`;
  return ((await world.call('GET', path)).body as { samples: Shown[] }).samples;
}

/** What is said of the samples, whatever ids they have; sizes show that their bytes came too. */
const said = async (id: string) =>
  (await samplesOf(id))
    .map(({ sample_name, sample_type, sample_size, metadata, labels }) => ({
      ...{ sample_type, sample_size, metadata },
      // Rows of a table are in another file.
      ...(sample_type !== 4 && { sample_name }),
      labels: labels
        .map(({ id: _, property, ...label }) => ({ ...label, property: withoutIds(property) }))
        .sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)),
    }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const withoutIds = (property: Label['property'] = {}) =>
  Object.fromEntries(Object.entries(property).filter(([name]) => !/:(from|to)$/.test(name)));

interface Line {
  id?: string;
  source: string;
  annotation?: object[];
}

async function publish(id: string) {
  const { db } = world.catalogue;
  const asked = await world.call('POST', `/datasets/${id}/versions`, {});
  expect(asked.status).toBe(201);
  const { version_id } = asked.body as { version_id: string };
  const row = await db.row<{ uid: string }>(
    sql`select uid from dataset_versions where status = 'creating'`,
  );
  expect(await runPublish(await world.catalogue.as('alice'), row?.uid ?? '')).toBe('published');
  const { body } = await world.call('GET', `/datasets/${id}/versions/${version_id}`);
  return body as { manifest_path: string };
}

const object = async (place: string) => {
  const path = place
    .replace(/^(s3:\/)?\/+/, '')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  return world.app.inject({
    url: `/v2/${world.owner.replaceAll('-', '')}/buckets/${path}`,
    headers: { 'x-auth-token': (await world.key('alice')).key },
  });
};

async function read(path: string): Promise<Line[]> {
  const { payload } = await object(path);
  return payload
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}
