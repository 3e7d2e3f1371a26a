import { expect, test, vi } from 'vitest';
import { noCounts, type Import } from '../catalog/imports/model.ts';
import { describe, duration, showProgress } from './import-progress.ts';
import { summary } from './import-summary.ts';

test('a line says how much, how fast and how long still', () => {
  const step = { phase: 'publishing', done: 250, total: 1_000, unit: 'items' as const };
  expect(describe(step, 10, 250)).toBe(
    'Importing   [######..................]  25 %  250 of 1,000, 25/s, 30 s left',
  );
});

test('an unknown end gives no numbers made up', () => {
  const step = { phase: 'staging', done: 5, total: 0, unit: 'bytes' as const };
  expect(describe(step, 0, 0)).toBe('Reading     ...');
});

test('times in the two largest units', () => {
  expect([3, 185, 7_800].map(duration)).toEqual(['3 s', '3 min 5 s', '2 h 10 min']);
});

const row: Import = {
  uid: '0198f3c2-0000-7000-8000-000000000001',
  dataset_uid: '0198f3c2-0000-7000-8000-000000000002',
  created_by: '0198f3c2-0000-7000-8000-000000000003',
  project_uid: null,
  project_name: 'Streets',
  source: '/data/streets',
  format: 'coco',
  options: { link: false, project: null, operator: true },
  status: 'completed',
  phase: 'publishing',
  cancel_requested: false,
  staged_bytes: 0,
  total_bytes: 0,
  item_total: 4,
  published: 2,
  counts: noCounts(),
  problems: [],
  problem_total: 0,
  error: null,
  created_at: new Date(0),
  updated_at: new Date(0),
};

test('a terminal gets one line that is painted over and cleared; a log gets none within its interval', () => {
  const written = { terminal: '', log: '' };
  const terminal = showProgress({
    isTTY: true,
    columns: 60,
    write: (s) => Boolean((written.terminal += String(s))),
  });
  const log = showProgress({
    isTTY: false as true,
    columns: 0,
    write: (s) => Boolean((written.log += String(s))),
  });
  for (const progress of [terminal, log]) {
    progress.update(row);
    progress.end();
  }
  expect(written.terminal.replaceAll('\r\u001b[2K', '|')).toMatch(
    /^\|Importing {3}\[#+\.+\] {2}50 % .*\|$/,
  );
  expect(written.log).toBe('');
});

test('reading that starts from the front again gets a rate of its own', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    let written = '';
    const { update } = showProgress({
      isTTY: true,
      columns: 120,
      write: (s) => Boolean((written = String(s))),
    });
    const reading = { ...row, phase: 'staging' as const, total_bytes: 1e9 };
    update({ ...reading, staged_bytes: 9e8 });
    update({ ...reading, staged_bytes: 0 });
    vi.advanceTimersByTime(1_000);
    update({ ...reading, staged_bytes: 1e8 });
    expect(written).toContain('100 MB/s, 9 s left');
  } finally {
    vi.useRealTimers();
  }
});

test('the summary counts, gives examples and says where all problems are', () => {
  const counts = noCounts();
  counts.items = { new: 1_200, unchanged: 3, refused: 1 };
  counts.problems = { zero_area: 2, media_truncated: 1 };
  const problem = {
    file: 'a.json',
    row: 7,
    code: 'zero_area',
    message: 'No area.',
    action: 'refused' as const,
  };
  const text = summary({ ...row, counts, problems: [problem] }, '/data/sheaf');
  expect(text).toContain('Imported /data/streets (coco) into the project Streets.');
  expect(text).toContain('items        1,200 new, 3 unchanged, 1 refused');
  expect(text).toMatch(/2 {2}zero_area\n +1 {2}media_truncated/);
  expect(text).toContain('a.json:7: No area. (refused)');
  expect(text).toContain(`imports/${row.uid}/problems.jsonl`);
  const failed = summary({ ...row, status: 'failed', error: 'Cut off.' }, '/data/sheaf');
  expect(failed).toContain('Failed, and took everything back: Cut off.');
});
