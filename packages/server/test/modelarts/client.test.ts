import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core';
import { HcClient } from '@huaweicloud/huaweicloud-sdk-core/HcClient.js';
import { DefaultHttpClient } from '@huaweicloud/huaweicloud-sdk-core/http/DefaultHttpClient.js';
import type {
  CreatedDataset,
  DatasetAndFilePreview,
  ListDatasets,
} from '@sheaf/contract/modelarts';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runPublish } from '../../src/catalog/versions/run.ts';
import { makeOwner } from '../support/catalogue.ts';
import { makeManyDatasets } from '../support/many-datasets.ts';
import { makeWorld, type World } from './world.ts';

// The vendor's own client signs and sends here; nothing of it was written with this server in mind.

let world: World;
let owner: string;
let client: HcClient;
beforeAll(async () => {
  // It writes every error to the console.
  for (const method of ['log', 'error'] as const) vi.spyOn(console, method).mockReturnValue();
  world = await makeWorld();
  owner = await makeOwner(world.catalogue, 'alice', 'user');
  const { access, secret } = await world.accessKey('alice');
  const endpoint = await world.app.listen({ host: '127.0.0.1', port: 0 });
  const credential = new BasicCredentials()
    .withAk(access)
    .withSk(secret)
    .withProjectId(owner.replaceAll('-', ''));
  // Without the builder that its own products use, which needs a package that it does not name.
  client = new HcClient(new DefaultHttpClient({}, [endpoint]))
    .withEndpoints([endpoint])
    .withCredential(credential);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await world.close();
});

type Answer<T> = T & { httpStatusCode: number };

async function send<T>(
  method: string,
  url: string,
  { query = {}, data }: { query?: object; data?: object } = {},
): Promise<Answer<T>> {
  const answer = await client.sendRequest({
    method,
    url,
    contentType: 'application/json',
    queryParams: query as Record<string, unknown>,
    pathParams: { project_id: owner.replaceAll('-', '') },
    headers: {},
    ...(data && { data }),
  });
  return answer as unknown as Answer<T>;
}
const datasets = '/v2/{project_id}/datasets';

test('it creates, shows, changes, publishes and deletes a dataset', async () => {
  const made = await send<CreatedDataset>('POST', datasets, {
    data: {
      dataset_name: 'signed',
      dataset_type: 1,
      work_path: '/bucket/out/',
      work_path_type: 0,
      labels: [{ name: 'a b (测)' }],
    },
  });
  expect(made.httpStatusCode).toBe(201);
  const one = `${datasets}/${made.dataset_id}`;
  const shown = await send<DatasetAndFilePreview>('GET', one);
  expect(shown).toMatchObject({
    dataset_name: 'signed',
    labels: [{ name: 'a b (测)' }],
    status: 1,
  });
  const label = `${one}/data-annotations/labels/${encodeURIComponent('a b (测)')}`;
  const renamed = await send('PUT', label, { data: { '@modelarts:rename_to': '猫' } });
  expect(renamed.httpStatusCode).toBe(204);
  expect((await send('PUT', one, { data: { description: '说明' } })).httpStatusCode).toBe(200);
  const query = { search_content: 'sign', train_evaluate_ratio: '', with_labels: true };
  expect(await send<ListDatasets>('GET', datasets, { query })).toMatchObject({
    total_number: 1,
    datasets: [{ dataset_id: made.dataset_id, description: '说明', labels: [{ name: '猫' }] }],
  });
  const { version_id } = await send<{ version_id: string }>('POST', `${one}/versions`, {
    data: { version_name: 'V001' },
  });
  const { db } = world.catalogue;
  const row = await db.row<{ uid: string }>(
    sql`select uid from dataset_versions where status = 'creating'`,
  );
  expect(await runPublish(await world.catalogue.as('alice'), row?.uid ?? '')).toBe('published');
  const version = `${one}/versions/${version_id}`;
  expect(await send('GET', version)).toMatchObject({ version_name: 'V001', status: 1 });
  expect((await send('DELETE', version)).httpStatusCode).toBe(204);
  expect((await send('DELETE', one)).httpStatusCode).toBe(204);
  await expect(send('GET', one)).rejects.toMatchObject({
    httpStatusCode: 400,
    errorCode: 'ModelArts.4352',
    errorMsg: 'Dataset does not exist',
  });
});

test('it pages through 250 datasets, each of which comes once', async () => {
  await makeManyDatasets(world.catalogue, owner, 250);
  const names: string[] = [];
  for (let offset = 0; ; offset++) {
    const query = {
      search_content: 'many-',
      offset,
      limit: 100,
      sort_by: 'dataset_name',
      order: 'asc',
    };
    const page = await send<ListDatasets>('GET', datasets, { query });
    expect(page.total_number).toBe(250);
    if (page.datasets.length === 0) break;
    names.push(...page.datasets.map((dataset) => dataset.dataset_name ?? ''));
  }
  expect(new Set(names).size).toBe(250);
  expect(names).toEqual([...names].sort());
});

test('values that clients escape in different ways are signed alike', async () => {
  for (const search_content of ["a b*'(测)", '100%', 'a+b', 'ä&=/?#~', '😀']) {
    const query = { search_content, limit: 1 };
    expect((await send<ListDatasets>('GET', datasets, { query })).total_number).toBe(0);
  }
});
