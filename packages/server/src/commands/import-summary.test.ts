import { expect, test } from 'vitest';
import { noCounts, type Import } from '../catalog/imports/model.ts';
import { summary } from './import-summary.ts';

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
