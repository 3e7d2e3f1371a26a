import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTaskWorld, taskOf, type TaskWorld } from './task-world.ts';
import { writePng } from '../../src/formats/png/write.ts';

let world: TaskWorld;
const png = writePng(4, 4, new Uint8Array(16), [[1, 2, 3]]);

beforeAll(async () => {
  world = await makeTaskWorld();
  const files = [1, 2, 3, 4].map((n) => [`in/${n}.png`, png] as const);
  await world.put(Object.fromEntries(files));
});
afterAll(() => world.close());

/** A team of that name with workers, by `role:address`. */
async function team(name: string, ...workers: string[]): Promise<string> {
  const made = await world.call('POST', '/workforces', { workforce_name: name });
  const { workforce_id: id } = made.body as { workforce_id: string };
  for (const worker of workers) {
    const [role, emails] = worker.split(':');
    expect(await world.call('POST', `/workforces/${id}/workers`, { emails, role })).toMatchObject({
      status: 201,
    });
  }
  return id;
}

async function dataset(): Promise<string> {
  const id = await world.dataset(0, { labels: [{ name: 'cat' }, { name: 'dog' }] });
  const body = { import_path: `/${world.bucket}/in/`, import_annotations: false };
  taskOf(await world.call('POST', `/datasets/${id}/import-tasks`, body));
  await world.runAll();
  return id;
}

interface Shown {
  sample_id: string;
  worker_id: string;
  sample_status: string;
}
const config = (...ids: string[]) => ({
  workforces_config: { workforces: ids.map((id) => ({ workforce_id: id })) },
});

test('a task without reviewers: labelled, drawn, commented, passed in part and then all', async () => {
  const { call } = world;
  const id = await dataset();
  const crew = await team('crew', '0:a@x.org', '0:b@x.org');
  const all = `/datasets/${id}/workforce-tasks`;
  const task = taskOf(await call('POST', all, { task_name: 'first', ...config(crew) }));
  const one = `${all}/${task}`;
  const samplesOf = async (query: string) =>
    (await call('GET', `${one}/data-annotations/samples?${query}`)).body as {
      sample_count: number;
      samples: Shown[];
    };
  const stats = async () => {
    const { body } = await call('GET', one);
    const { status, sample_stats: counted } = body as { status: number; sample_stats: object };
    return { status, ...counted };
  };
  expect(await call('POST', all, { task_name: 'first', ...config(crew) })).toMatchObject({
    body: { error_code: 'ModelArts.4620' },
  });
  expect((await call('DELETE', `/workforces/${crew}`)).body).toMatchObject({
    error_code: 'ModelArts.4603',
  });
  const mine = await samplesOf('email=a@x.org');
  expect([mine.sample_count, (await samplesOf('email=b@x.org')).sample_count]).toEqual([2, 2]);
  expect(mine.samples).toMatchObject([
    { sample_status: 'UN_ANNOTATION', labels: [], labelers: [{ email: 'a@x.org', role: 0 }] },
    {},
  ]);
  const [first, second] = mine.samples.map((sample) => sample.sample_id);
  const answer = (name: string, sample: unknown, email = 'a@x.org') =>
    call('PUT', `${one}/data-annotations/samples`, {
      ...{ email, samples: [{ sample_id: sample, labels: [{ name }] }] },
    });
  expect(await answer('cat', first)).toEqual({
    ...{ status: 200, body: { success: true, results: [{ success: true }] } },
  });
  // Another worker's sample.
  expect((await answer('cat', first, 'b@x.org')).body).toMatchObject({
    ...{ success: false, error_code: 'ModelArts.4420' },
  });
  await answer('dog', second);
  const counts = (more: object) => ({
    ...{ status: 1, total_sample_count: 4, unannotated_sample_count: 2 },
    ...{ unreviewed_sample_count: 0, uncheck_sample_count: 2, sampled_sample_count: 0 },
    ...{ rejected_sample_count: 0, accepted_sample_count: 0, auto_annotation_sample_count: 0 },
    ...more,
  });
  expect(await stats()).toEqual(counts({}));
  expect((await world.show(id)) as object).toMatchObject({ annotated_sample_count: 0 });
  expect(await call('POST', `${one}/acceptance/batch-comment`, { comments: [] })).toMatchObject({
    body: { error_code: 'ModelArts.4624' },
  });
  const check = taskOf(await call('POST', `${one}/acceptance`, { sampling_rate: 1 }));
  expect(await call('POST', `${one}/acceptance`, { sampling_num: 1 })).toMatchObject({
    body: { error_code: 'ModelArts.4623' },
  });
  expect(await stats()).toEqual(counts({ status: 2, sampled_sample_count: 2 }));
  const comments = [{ sample_id: first, accept: true, comment: '', score: 'A' }];
  expect(await call('POST', `${one}/acceptance/batch-comment`, { comments })).toEqual({
    ...{ status: 200, body: {} },
  });
  const report = `${one}/acceptance/report?checking_task_id=${check}`;
  const checked = {
    ...{ sampling_rate: 1, sampling_num: 2, pass_rate: 1, score: 'A', total_score: 4 },
    ...{ total_sample_count: 4, sampled_sample_count: 2, unchecked_sample_count: 1 },
    ...{ checked_sample_count: 1, accepted_sample_count: 1, rejected_sample_count: 0 },
  };
  expect((await call('GET', report)).body).toEqual({
    ...{ checking_stats: { task_id: check, ...checked }, total_stats: checked },
  });
  // Only what was looked at passes; the rest goes back.
  expect(await call('PUT', `${one}/acceptance/status`, { action: 5 })).toEqual({
    ...{ status: 200, body: {} },
  });
  const after = { accepted_sample_count: 1, rejected_sample_count: 1, uncheck_sample_count: 0 };
  expect(await stats()).toEqual(counts({ status: 4, ...after }));
  expect(await world.show(id)).toMatchObject({ annotated_sample_count: 1 });
  expect((await call('GET', `/datasets?search_content=d-${world.made}`)).body).toMatchObject({
    datasets: [{ workforce_descriptor: { current_task_id: task, reject_num: 1 } }],
  });
  expect((await samplesOf('sample_state=__REJECTED__')).samples).toMatchObject([
    { sample_id: second, sample_status: 'REJECTED', labels: [{ name: 'dog' }] },
  ]);
  // The dataset's own samples know who labels them, and what became of it.
  const samples = `/datasets/${id}/data-annotations/samples`;
  const own = async (query: string) =>
    (await call('GET', `${samples}?${query}`)).body as { sample_count: number; samples: Shown[] };
  expect((await own('sample_state=__REJECTED__')).samples).toMatchObject([
    { sample_id: second, labels: [], labelers: [{ email: 'a@x.org' }] },
  ]);
  const passed = await own('sample_state=__ACCEPTED__&email=A@x.org');
  expect(passed.samples).toMatchObject([
    {
      ...{ sample_id: first, check_accept: true, check_score: 'A', labels: [{ name: 'cat' }] },
      ...{ worker_id: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
    },
  ]);
  expect((await own('email=b@x.org')).sample_count).toBe(2);
  expect((await own('email=nobody@x.org')).sample_count).toBe(0);
  expect((await own('sample_state=__ACCEPTED__&email=b@x.org')).sample_count).toBe(0);
  expect((await own('sample_state=__WORKFORCE_SAMPLED_UNCHECK__')).sample_count).toBe(1);
  expect((await own('email=a@x.org&sample_state=__ALL__')).sample_count).toBe(1);
  const counted = await call('GET', `/datasets/${id}/data-annotations/stats?email=a@x.org`);
  expect(counted.body).toMatchObject({ sample_stats: { all: 2, manual_annotation: 1 } });
  expect(await call('POST', one, {})).toEqual({ status: 200, body: {} });
  for (const { sample_id: sample } of (await samplesOf('email=b@x.org')).samples) {
    await answer('cat', sample, 'b@x.org');
  }
  await answer('cat', second);
  taskOf(await call('POST', `${one}/acceptance`, { sampling_num: 1 }));
  // Labelled in the dataset meanwhile: a conflict, which keeps what it has.
  const put = { samples: [{ sample_id: second, labels: [{ name: 'dog' }] }] };
  await call('PUT', `/datasets/${id}/data-annotations/samples`, put);
  expect((await call('PUT', `${one}/acceptance/status`, { action: 3 })).body).toMatchObject({
    ...{ sample_count: 1, samples: [{ sample_id: second, labels: [{ name: 'cat' }] }] },
  });
  await call('PUT', `${one}/acceptance/status`, { action: 0 });
  expect(await stats()).toMatchObject({ status: 3, accepted_sample_count: 4 });
  expect((await call('GET', `${one}?label_stats=true`)).body).toMatchObject({
    ...{ label_stats: [{ name: 'cat', count: 4, sample_count: 4 }], check_rate: 0.25 },
    checking_task_desc: { action: 0, overwrite_last_result: false },
  });
  expect(await world.show(id)).toMatchObject({ annotated_sample_count: 4 });
  const kept = `/datasets/${id}/data-annotations/samples/${second ?? ''}`;
  expect((await call('GET', kept)).body).toMatchObject({ labels: [{ name: 'dog' }] });
  expect(await call('DELETE', one)).toEqual({ status: 204 });
  expect((await call('GET', one)).body).toMatchObject({ error_code: 'ModelArts.4619' });
  expect(await call('DELETE', `/workforces/${crew}`)).toEqual({ status: 204 });
});

test('a task that waits, two workers a sample, a reviewer, and later samples', async () => {
  const { call } = world;
  const id = await dataset();
  const crew = await team('pair', '0:c@x.org', '1:r@x.org');
  const all = `/datasets/${id}/workforce-tasks`;
  const asked = { task_name: 'second', repetition: 2, synchronize_data: true };
  const one = `${all}/${taskOf(await call('POST', all, asked))}`;
  expect((await call('GET', one)).body).toMatchObject({ status: 6, repetition: 2 });
  expect((await call('POST', one, config(crew))).body).toMatchObject({
    error_code: 'ModelArts.4621',
  });
  await call('POST', `/workforces/${crew}/workers`, { emails: 'd@x.org', role: 0 });
  expect(await call('POST', one, config(crew))).toEqual({ status: 200, body: {} });
  const samples = `${one}/data-annotations/samples`;
  const listed = (await call('GET', `${samples}?limit=100&order=asc`)).body as {
    sample_count: number;
    samples: Shown[];
  };
  expect(listed.sample_count).toBe(8);
  const [first, other] = listed.samples;
  expect(first?.sample_id).toBe(other?.sample_id);
  for (const [sample, name] of [
    [first, 'cat'],
    [other, 'dog'],
  ] as const) {
    await call('PUT', samples, { samples: [{ ...sample, labels: [{ name }] }] });
  }
  const review = (accept: boolean, worker: unknown) =>
    call('POST', `${one}/data-annotations/review`, {
      comments: [{ worker_id: worker, sample_id: first?.sample_id, accept, score: 'B' }],
    });
  expect(await review(true, first?.worker_id)).toEqual({ status: 200, body: {} });
  expect((await call('GET', one)).body).toMatchObject({
    workforce_stats: { workforce_count: 1, labeler_count: 2, reviewer_count: 1 },
    // Where the last of its workers is.
    sample_stats: { total_sample_count: 4, unreviewed_sample_count: 1, uncheck_sample_count: 0 },
  });
  await review(false, other?.worker_id);
  expect((await call('GET', `${samples}?sample_state=__REJECTED__`)).body).toMatchObject({
    ...{ sample_count: 1, samples: [{ review_accept: false, review_score: 'B' }] },
  });
  await world.put({ 'in/5.png': png });
  const body = { import_path: `/${world.bucket}/in/`, import_annotations: false };
  taskOf(await call('POST', `/datasets/${id}/import-tasks`, body));
  await world.runAll();
  expect((await call('GET', one)).body).toMatchObject({
    sample_stats: { total_sample_count: 5 },
  });
  // The worker is the user who has the address.
  await world.catalogue.db.run(sql`update owners set email = 'C@x.org' where uid = ${world.owner}`);
  expect((await call('GET', '/workforces/worker-tasks?search_content=SEC')).body).toMatchObject({
    count: 1,
    worker_tasks: [
      {
        ...{ email: 'c@x.org', role: 0, workforce_task_name: 'second', dataset_id: id },
        ...{ dataset_type: 0, task_status: 1, email_status: 0, last_notify_time: 0 },
        sample_stats: { total_sample_count: 5 },
      },
    ],
  });
  const workers = (await call('GET', `/workforces/${crew}/workers?order=asc`)).body;
  expect(workers).toMatchObject({ workers: [{ status: 2 }, { status: 0 }, { status: 0 }] });
});
