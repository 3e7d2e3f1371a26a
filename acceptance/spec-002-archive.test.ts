import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { scene } from './support/datasets.ts';
import { forgeries } from './support/forge.ts';
import { cocoDataset, exportOf, type ExportView, type Fixture } from './support/fixtures.ts';
import { fresh, person, type Person } from './support/owners.ts';
import { boolean, dateTime, expectShape, list, object, text, uid } from './support/shapes.ts';
import { download, unzip } from './support/zip.ts';

/** Spec 002: "Avala Grouped JSON Schema", and the download behind `download_url`. */
interface Archive {
  scheme_version: string;
  export_info: Record<string, unknown>;
  datasets: { uid: string; name: string; items: { uid: string; ref_id: string }[] }[];
  projects: { uid: string; name: string; labels: { name: string; color: string }[] }[];
  results: {
    uid: string;
    dataset_item_uid: string;
    project_uid: string;
    annotations: { label: string; type: string; coordinates: Record<string, number> }[];
  }[];
}

const pictures = scene(11, ['car', 'pedestrian'], 5);
let john: Person;
let dataset: Fixture;
let done: ExportView;
let files: Map<string, Buffer>;
let archive: Archive;

beforeAll(async () => {
  john = await person(fresh('johndoe'));
  dataset = await cocoDataset(john, pictures, { project: 'Object Detection' });
  done = await exportOf(john.client, { name: 'Training Data Export', datasets: [dataset.uid] });
  expect(done.status).toBe('exported');
  files = unzip(await download(done.download_url ?? ''));
  const [name] = [...files.keys()].filter(
    (path) => path.endsWith('.json') && path !== 'report.json',
  );
  archive = JSON.parse(files.get(name ?? '')?.toString() ?? '') as Archive;
});

describe('avala-json-external', () => {
  it('is a single JSON file, with the report beside it', () => {
    const json = [...files.keys()].filter((path) => path.endsWith('.json'));
    expect(json).toHaveLength(2);
    expect(json).toContain('report.json');
  });

  it('has the documented top-level fields', () => {
    expect(Object.keys(archive)).toEqual([
      'scheme_version',
      'export_info',
      'datasets',
      'projects',
      'results',
    ]);
    expect(archive.scheme_version).toBe('1.0');
  });

  it('describes the export in export_info', () => {
    expect(archive.export_info).toMatchObject({
      name: 'Training Data Export',
      format: 'avala-json-external',
      filter_query_string: null,
    });
    expectShape(archive.export_info, { created_at: dateTime });
  });

  it('lists every item of the dataset with uid, ref_id and metadata', () => {
    expect(archive.datasets).toHaveLength(1);
    const [only] = archive.datasets;
    expectShape(only, { uid, name: text, items: list(object) });
    expect(only?.uid).toBe(dataset.uid);
    for (const item of only?.items ?? []) {
      expectShape(item, { uid, ref_id: text, metadata: object });
    }
    const names = pictures.map(({ key }) => key.replace('.jpg', ''));
    const refs = only?.items.map(({ ref_id }) => ref_id.split('/').at(-1)) ?? [];
    expect(refs.sort()).toEqual(names);
  });

  it('lists the project with its labels and their colours', () => {
    expect(archive.projects).toHaveLength(1);
    const [project] = archive.projects;
    expect(project?.name).toBe('Object Detection');
    expect(project?.labels.map(({ name }) => name).sort()).toEqual(['car', 'pedestrian']);
    for (const label of project?.labels ?? []) expect(label.color).toMatch(/^#[\dA-Fa-f]{6}$/);
  });

  it('gives each result its item, its project and its annotations', () => {
    const items = new Set(archive.datasets[0]?.items.map((item) => item.uid));
    for (const result of archive.results) {
      expectShape(result, {
        uid,
        dataset_item_uid: uid,
        project_uid: uid,
        annotations: list(object),
      });
      expect(items).toContain(result.dataset_item_uid);
      expect(result.project_uid).toBe(archive.projects[0]?.uid);
    }
    expect(new Set(archive.results.map((result) => result.uid)).size).toBe(archive.results.length);
  });

  it('writes a bounding box as the sample does', () => {
    const all = archive.results.flatMap(({ annotations }) => annotations);
    expect(all).toHaveLength(pictures.flatMap(({ boxes }) => boxes).length);
    for (const annotation of all) {
      expectShape(annotation, { label: text, type: text, coordinates: object, attributes: object });
      expect(annotation.type).toBe('bounding_box');
      expect(Object.keys(annotation.coordinates)).toEqual(['x', 'y', 'width', 'height']);
      expectShape((annotation as unknown as { attributes: object }).attributes, {
        occluded: boolean,
      });
    }
  });

  it('writes the coordinates in pixels from the top left', () => {
    const ofItem = new Map(archive.datasets[0]?.items.map((item) => [item.uid, item.ref_id]));
    for (const { dataset_item_uid, annotations } of archive.results) {
      const name = ofItem.get(dataset_item_uid)?.split('/').at(-1);
      const source = pictures.find(({ key }) => key === `${name}.jpg`);
      const wanted = source?.boxes.map(({ label, box }) => [label, ...box]) ?? [];
      const got = annotations.map(({ label, coordinates: { x, y, width, height } }) => [
        label,
        x,
        y,
        width,
        height,
      ]);
      expect(new Set(got.map(String))).toEqual(new Set(wanted.map(String)));
    }
  });
});

describe('filter_query_string of an export', () => {
  it('narrows the items and is repeated in export_info', async () => {
    const filter = 'label=car';
    const narrowed = await exportOf(john.client, {
      datasets: [dataset.uid],
      filter_query_string: filter,
    });
    const cars = pictures.filter(({ boxes }) => boxes.some(({ label }) => label === 'car'));
    expect(narrowed.total_task_count).toBe(cars.length);
    const inside = unzip(await download(narrowed.download_url ?? ''));
    const [name] = [...inside.keys()].filter(
      (path) => /json$/.test(path) && path !== 'report.json',
    );
    const json = JSON.parse(inside.get(name ?? '')?.toString() ?? '') as Archive;
    expect(json.export_info['filter_query_string']).toBe(filter);
    expect(json.datasets[0]?.items).toHaveLength(cars.length);
  });

  it('is refused with a message that points at the column when it is wrong', async () => {
    const made = await john.client.post('/exports/', {
      name: 'x',
      format: 'YOLO',
      datasets: [dataset.uid],
      projects: [],
      slices: [],
      filter_query_string: 'label=car AND nonsense=1',
    });
    expect(made.status).toBe(400);
    expect(made.json.filter_query_string[0]).toMatch(/at column 15/);
  });
});

describe('download_url', () => {
  const get = (headers: Record<string, string> = {}) => fetch(done.download_url ?? '', { headers });

  it('works without a key, as a .zip that says so', async () => {
    const reply = await get();
    expect(reply.status).toBe(200);
    expect(new URL(done.download_url ?? '').pathname).toMatch(/\.zip$/);
    expect(reply.headers.get('content-type')).toBe('application/zip');
    expect(reply.headers.get('content-disposition')).toMatch(/^attachment/);
    const length = Number(reply.headers.get('content-length'));
    expect((await reply.arrayBuffer()).byteLength).toBe(length);
  });

  it('can be resumed with a range and If-Range', async () => {
    const whole = await download(done.download_url ?? '');
    const etag = (await get()).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/);
    const rest = await get({ Range: 'bytes=100-', 'If-Range': etag });
    expect(rest.status).toBe(206);
    expect(rest.headers.get('content-range')).toBe(`bytes 100-${whole.length - 1}/${whole.length}`);
    expect(Buffer.from(await rest.arrayBuffer()).equals(whole.subarray(100))).toBe(true);
    const changed = await get({ Range: 'bytes=100-', 'If-Range': '"another"' });
    expect(changed.status).toBe(200);
    await changed.arrayBuffer();
  });

  it('goes on where a cut connection stopped, and not at all when the export has gone', async () => {
    const own = await exportOf(john.client, { name: 'Cut', datasets: [dataset.uid] });
    const url = own.download_url ?? '';
    const etag = (await fetch(url, { method: 'HEAD' })).headers.get('etag') ?? '';
    const cut = new AbortController();
    const reply = await fetch(url, { signal: cut.signal });
    const reader = reply.body?.getReader();
    const begun = Buffer.from((await reader?.read())?.value ?? []).subarray(0, 500);
    cut.abort();
    const headers = { Range: `bytes=${begun.length}-`, 'If-Range': etag };
    const rest = await fetch(url, { headers });
    expect(rest.status).toBe(206);
    const whole = Buffer.concat([begun, Buffer.from(await rest.arrayBuffer())]);
    expect(etag).toBe(`"${createHash('sha256').update(whole).digest('hex')}"`);
    expect((await fetch(url, { headers: { Range: `bytes=${whole.length}-` } })).status).toBe(416);
    await john.client.delete(`/exports/${own.uid}/`);
    expect((await fetch(url, { headers })).status).toBe(404);
  });

  it('answers 304 to the ETag it gave', async () => {
    const etag = (await get()).headers.get('etag') ?? '';
    expect((await get({ 'If-None-Match': etag })).status).toBe(304);
  });

  it('refuses a link that was changed', async () => {
    for (const forged of forgeries(done.download_url ?? '')) {
      expect((await fetch(forged)).status, forged).toBe(403);
    }
  });

  it('gives the same bytes for the same selection and options', async () => {
    const again = await exportOf(john.client, {
      name: 'Training Data Export',
      datasets: [dataset.uid],
      format: 'YOLO',
    });
    const twice = await exportOf(john.client, {
      name: 'Training Data Export',
      datasets: [dataset.uid],
      format: 'YOLO',
    });
    const [one, two] = await Promise.all(
      [again, twice].map(({ download_url }) => download(download_url ?? '')),
    );
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
  });
});
