import sql from 'sql-template-tag';
import { expect } from 'vitest';
import { toBytes } from '../../src/catalog/versions/snapshot/write.ts';
import { runPublish } from '../../src/catalog/versions/run.ts';
import { shortId, uidRange } from '../../src/dialects/modelarts/ids.ts';
import { makeDataset, type TestDataset, type TestItem } from '../support/catalogue.ts';
import { datasetCalls, type DatasetCalls } from './dataset-calls.ts';
import type { World } from './world.ts';

/** A line of a manifest, as far as tests look at it. */
export interface Line {
  source: string;
  usage?: string;
  annotation?: { type: string; name?: string; 'annotation-loc'?: string }[];
}

/** Publishes and reads versions of one owner's datasets. */
export interface VersionCalls extends DatasetCalls {
  /** A dataset of the other dialect with these items; those with boxes have media. */
  dataset(name: string, items: TestItem[]): Promise<TestDataset & { id: string }>;
  /** Asks for a version; gives its id and uid. */
  ask(dataset: string, body?: object): Promise<{ id: string; uid: string }>;
  /** The same, and lets the job do its work. */
  publish(dataset: string, body?: object): Promise<{ id: string; uid: string }>;
  version(dataset: string, id: string): Promise<Record<string, unknown>>;
  /** Status and text of an object of a bucket. */
  object(url: string): Promise<[status: number, text: string]>;
  manifest(path: unknown): Promise<Line[]>;
}

export async function versionCalls(world: World, name: string): Promise<VersionCalls> {
  const calls = await datasetCalls(world, name);
  const { call } = calls;
  const ctx = await world.catalogue.as(name);
  const { db, store } = ctx;
  const ask: VersionCalls['ask'] = async (dataset, body = {}) => {
    const reply = await call('POST', `/datasets/${dataset}/versions`, body);
    const version_id: unknown = expect.stringMatching(/^\w{19}$/);
    expect([reply.status, reply.body]).toEqual([201, { version_id }]);
    const { version_id: id } = reply.body as { version_id: string };
    const { first, last } = uidRange(id) ?? { first: '', last: '' };
    const row = await db.row<{ uid: string }>(
      sql`select uid from dataset_versions where uid between ${first} and ${last}`,
    );
    return { id, uid: row?.uid ?? '' };
  };
  const object: VersionCalls['object'] = async (url) => {
    const { statusCode, payload } = await world.app.inject({
      method: 'GET',
      url: `/v2/${calls.owner.replaceAll('-', '')}/buckets/${url
        .replace(/^(s3:\/)?\/+/, '')
        .split('/')
        .map(encodeURIComponent)
        .join('/')}`,
      headers: { 'x-auth-token': calls.key },
    });
    return [statusCode, payload];
  };
  return {
    ...calls,
    ask,
    object,
    async dataset(slug, items) {
      const stored = items.map((item, at) =>
        item.boxes ? { ...item, media: { store: `media/${slug}/${at}` } } : item,
      );
      for (const { media, key } of stored) {
        if (media && 'store' in media) await store.write(media.store, toBytes(`bytes of ${key}`));
      }
      const dataset = await makeDataset(world.catalogue, calls.owner, slug, stored);
      return { ...dataset, id: shortId(dataset.uid) };
    },
    async publish(dataset, body) {
      const version = await ask(dataset, body);
      expect(await runPublish(ctx, version.uid)).toBe('published');
      return version;
    },
    async version(dataset, id) {
      const reply = await call('GET', `/datasets/${dataset}/versions/${id}`);
      expect(reply.status).toBe(200);
      return reply.body as Record<string, unknown>;
    },
    async manifest(path) {
      const [status, text] = await object(String(path));
      expect(status).toBe(200);
      return text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Line);
    },
  };
}
