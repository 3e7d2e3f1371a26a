import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeOwner } from '../support/catalogue.ts';
import { caller, type Caller } from './caller.ts';
import { makeWorld, type World } from './world.ts';

let world: World;
let call: Caller;

beforeAll(async () => {
  world = await makeWorld();
  const owner = await makeOwner(world.catalogue, 'alice', 'user');
  call = caller(world, owner, (await world.key('alice')).key);
});
afterAll(() => world.close());

const time = expect.any(Number) as number;

test('teams are made, listed, changed and deleted', async () => {
  const made = await call('POST', '/workforces', { workforce_name: 'team-123' });
  expect(made).toEqual({ status: 201, body: { workforce_id: expect.stringMatching(/^\w{19}$/) } });
  const { workforce_id: id } = made.body as { workforce_id: string };
  const team = {
    ...{ workforce_id: id, workforce_name: 'team-123', description: '', worker_count: 0 },
    ...{ workspace_id: '0', create_time: time, update_time: time },
  };
  expect(await call('GET', `/workforces/${id}`)).toEqual({ status: 200, body: team });
  expect(await call('POST', '/workforces', { workforce_name: 'team-123' })).toEqual({
    status: 400,
    body: { error_code: 'ModelArts.4602', error_msg: 'The workforce already exists' },
  });
  const changed = { workforce_name: 'other', description: 'my team' };
  expect(await call('PUT', `/workforces/${id}`, changed)).toEqual({ status: 200, body: {} });
  expect(await call('GET', '/workforces?search_content=OTH')).toEqual({
    status: 200,
    body: { total_number: 1, workforces: [{ ...team, ...changed }] },
  });
  expect((await call('GET', '/workforces?search_content=zzz')).body).toEqual({
    total_number: 0,
    workforces: [],
  });
  expect(await call('DELETE', `/workforces/${id}`)).toEqual({ status: 204 });
  expect(await call('GET', `/workforces/${id}`)).toEqual({
    status: 400,
    body: { error_code: 'ModelArts.4601', error_msg: 'The workforce does not exist' },
  });
  expect(await call('POST', '/workforces', { workforce_name: '<a>' })).toMatchObject({
    status: 400,
    body: { error_code: 'ModelArts.4396', error_msg: expect.stringContaining('workforce_name') },
  });
});

test('workers of a team, with their own errors', async () => {
  const { workforce_id: id } = (await call('POST', '/workforces', { workforce_name: 'crew' }))
    .body as { workforce_id: string };
  const workers = `/workforces/${id}/workers`;
  // The documents' own body: the role is a text there.
  const first = { emails: 'xxx@xxx.com', description: '', role: '2' };
  expect(await call('POST', workers, first)).toEqual({ status: 201, body: {} });
  expect(await call('POST', workers, first)).toMatchObject({
    body: { error_code: 'ModelArts.4617' },
  });
  const again = { emails: 'XXX@xxx.com', role: 0 };
  expect(await call('POST', workers, again)).toMatchObject({
    body: { error_code: 'ModelArts.4605' },
  });
  expect(await call('POST', workers, { emails: 'nobody', role: 0 })).toMatchObject({
    body: { error_code: 'ModelArts.4396', error_msg: expect.stringContaining('emails') },
  });
  await call('POST', workers, { emails: 'a@x.org, b@x.org', role: 0 });
  const shown = await call('GET', `${workers}?sort_by=email&order=asc`);
  const worker = (email: string, role: number) => ({
    ...{ email, role, worker_id: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
    ...{ workforce_id: id, status: 0, description: '', create_time: time, update_time: time },
  });
  expect(shown).toEqual({
    status: 200,
    body: {
      total_number: 3,
      workers: [worker('a@x.org', 0), worker('b@x.org', 0), worker('xxx@xxx.com', 2)],
    },
  });
  expect((await call('GET', '/workforces/workers?role=2')).body).toMatchObject({
    total_number: 1,
    workers: [{ email: 'xxx@xxx.com' }],
  });
  const [a, b] = (shown.body as { workers: { worker_id: string }[] }).workers.map(
    ({ worker_id: found }) => found,
  );
  expect(await call('PUT', `${workers}/${a}`, { role: 1, description: 'Tom' })).toEqual({
    status: 200,
    body: {},
  });
  expect((await call('GET', `${workers}/${a}`)).body).toEqual({
    ...worker('a@x.org', 1),
    description: 'Tom',
  });
  expect(await call('DELETE', `${workers}/${a}`)).toEqual({ status: 204 });
  expect((await call('POST', `${workers}/batch-delete`, { workers: [b, a] })).body).toEqual({
    success: false,
    results: [
      { success: true },
      {
        success: false,
        error_code: 'ModelArts.4604',
        error_msg: 'The worker does not exist',
      },
    ],
  });
  expect((await call('GET', `/workforces/${id}`)).body).toMatchObject({ worker_count: 1 });
});

test('a dataset made with a team task has it, and one whose team is missing is not made', async () => {
  const { workforce_id: team } = (await call('POST', '/workforces', { workforce_name: 'first' }))
    .body as { workforce_id: string };
  await call('POST', `/workforces/${team}/workers`, { emails: 'w@x.org', role: 0 });
  const body = (workforce: string) => ({
    ...{ dataset_name: 'made-with-team', work_path: '/bucket/out/', work_path_type: 0 },
    workforce_information: {
      ...{ task_name: 'task-1', data_sync_type: 1 },
      workforces_config: { workforces: [{ workforce_id: workforce }] },
    },
  });
  expect(await call('POST', '/datasets', body('0000000000000000000'))).toEqual({
    status: 400,
    body: { error_code: 'ModelArts.4601', error_msg: 'The workforce does not exist' },
  });
  const made = await call('POST', '/datasets', body(team));
  expect(made.status).toBe(201);
  const { dataset_id: id } = made.body as { dataset_id: string };
  expect((await call('GET', `/datasets/${id}/workforce-tasks`)).body).toMatchObject({
    count: 1,
    tasks: [{ task_name: 'task-1', status: 1, synchronize_data: true, repetition: 1 }],
  });
  expect((await call('GET', `/datasets?search_content=made-with-team`)).body).toMatchObject({
    datasets: [
      {
        ...{ exist_workforce_task: true, workforce_task_count: 1 },
        workforce_descriptor: {
          ...{ current_task_id: expect.stringMatching(/^\w{19}$/) as string },
          ...{ current_task_name: 'task-1', reject_num: 0, repetition: 1 },
          ...{ is_synchronize_data: true, is_synchronize_auto_labeling_data: false },
          ...{ workforce_id: team, workforce_name: 'first' },
          workers: [{ email: 'w@x.org', role: 0, status: 0, workforce_id: team }],
        },
      },
    ],
  });
  expect((await call('GET', `/datasets/${id}`)).body).toMatchObject({ workforce_task_count: 1 });
});
