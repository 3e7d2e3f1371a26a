import { beforeAll, describe, expect, inject, it } from 'vitest';
import { cocoDataset, exportOf, sequenceDataset, type Fixture } from './support/fixtures.ts';
import { fresh, person, type Person } from './support/owners.ts';

/** Both forms of every path are served directly: both SDKs refuse redirects. */
let john: Person;
let coco: Fixture;
let paths: string[];

beforeAll(async () => {
  john = await person(fresh('johndoe'));
  coco = await cocoDataset(john);
  const sequences = await sequenceDataset(john, { frames: 1 });
  const slice = await john.client.post('/slices/', { name: 'All', dataset: coco.uid });
  const done = await exportOf(john.client, { datasets: [coco.uid] });
  const first = async (path: string) =>
    ((await john.client.get(path)).json.results as { uid: string }[])[0]?.uid;
  paths = [
    '/datasets',
    `/datasets/${coco.uid}`,
    `/datasets/${john.name}/list`,
    coco.path,
    `${coco.path}/items`,
    `${coco.path}/items/${await first(`${coco.path}/items/`)}`,
    `${coco.path}/health`,
    `${coco.path}/imports`,
    `${sequences.path}/sequences`,
    `${sequences.path}/sequences/${await first(`${sequences.path}/sequences/`)}`,
    '/exports',
    `/exports/${done.uid}`,
    `/slices/${john.name}/list`,
    `/slices/dataset/${coco.uid}`,
    `/slices/${john.name}/${slice.json.slug}`,
    `/slices/${john.name}/${slice.json.slug}/items/list`,
    '/projects',
    `/projects/${await first('/projects/')}`,
    `/projects/${john.name}`,
    '/users/me/projects',
    `/users/me/projects/${await first('/users/me/projects/')}`,
    '/tasks',
    `/tasks/${await first('/tasks/')}`,
  ];
});

describe('the trailing slash', () => {
  it('makes no difference to any GET', async () => {
    for (const path of paths) {
      for (const form of [path, `${path}/`]) {
        expect((await john.client.get(form)).status, form).toBe(200);
      }
    }
  });

  it('makes no difference to a 401, a 404 or a 400', async () => {
    for (const path of ['/exports', '/slices', '/datasets']) {
      for (const form of [path, `${path}/`]) {
        expect((await john.client.post(form, {})).status, form).toBe(400);
        const bare = await fetch(`${inject('baseUrl')}/api/v1${form}`, {
          redirect: 'manual',
          method: 'POST',
        });
        expect(bare.status, form).toBe(401);
      }
    }
    for (const form of ['/exports/nothing', '/exports/nothing/']) {
      expect((await john.client.get(form)).status).toBe(404);
    }
  });

  it('makes no difference to creating and deleting', async () => {
    for (const end of ['', '/']) {
      const made = await john.client.post(`/slices${end}`, { name: fresh('s'), dataset: coco.uid });
      expect(made.status).toBe(201);
      const valid = await john.client.post(`/slice/validate/name${end}`, { name: fresh('n') });
      expect(valid.status).toBe(200);
      const gone = await john.client.delete(`/slices/${john.name}/${made.json.slug}${end}`);
      expect(gone.status).toBe(204);
      const sent = await john.client.post(`/exports${end}`, { dataset: coco.uid });
      expect(sent.status).toBe(201);
    }
  });

  it('makes next links of the form that was asked for or of the documented one, never relative', async () => {
    for (const form of ['/datasets', '/datasets/']) {
      const { json } = await john.client.get(form, { limit: 1 });
      expect(new URL(json.next).pathname).toMatch(/^\/api\/v1\/datasets\/?$/);
    }
  });
});
