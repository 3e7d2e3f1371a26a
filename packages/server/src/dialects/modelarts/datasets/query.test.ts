import { expect, test } from 'vitest';
import { Fault } from '../errors.ts';
import { listQuery } from './query.ts';

test('without parameters: the first ten of v1, newest first, with nothing beside', () => {
  expect(listQuery({})).toEqual({
    offset: 0,
    limit: 10,
    order: 'desc',
    sort_by: 'create_time',
    dataset_version: 'v1',
    support_export: false,
    with_labels: false,
    file_preview: false,
    check_running_task: false,
  });
});

test('every parameter is read', () => {
  const query = {
    ...{ offset: '2', limit: '100', order: 'asc', sort_by: 'dataset_name', search_content: ' %_' },
    ...{ dataset_type: '0', dataset_version: 'all', workspace_id: 'w', contain_versions: 'False' },
    ...{ version_format: '0', train_evaluate_ratio: '0.0,1.0', support_export: 'true' },
    ...{ with_labels: 'True', file_preview: 'true', check_running_task: 'true' },
    ...{ running_task_type: '0', unknown: 'ignored' },
  };
  expect(listQuery(query)).toEqual({
    ...{ offset: 2, limit: 100, order: 'asc', sort_by: 'dataset_name', search_content: ' %_' },
    ...{ dataset_type: 0, dataset_version: 'all', workspace_id: 'w', contain_versions: false },
    ...{ version_format: 'Default', train_evaluate_ratio: [0, 1], support_export: true },
    ...{ with_labels: true, file_preview: true, check_running_task: true },
    running_task_type: 0,
  });
});

test('of a repeated parameter the last counts, and an empty one is absent', () => {
  expect(listQuery({ limit: ['5', '6'], offset: '', dataset_type: '' })).toMatchObject({
    limit: 6,
    offset: 0,
  });
});

test.each([
  ['limit', ['0', '101', '-1', '1.5', 'ten', '1e1']],
  ['offset', ['-1', '2147483648', 'x']],
  ['order', ['ASC', 'up']],
  ['sort_by', ['name']],
  ['dataset_type', ['2', '00', 'image']],
  ['dataset_version', ['v3', 'V1']],
  ['version_format', ['3', 'CSV']],
  ['running_task_type', ['8']],
  ['train_evaluate_ratio', ['0.5', '0.9,0.1', '0,2', '0.1,0.2,0.3', 'a,b', ',']],
  ['contain_versions', ['1', 'yes']],
  ['support_export', ['0']],
  ['with_labels', ['x']],
  ['file_preview', ['x']],
  ['check_running_task', ['x']],
  ['search_content', ['\0', '\ud800']],
  ['workspace_id', ['\0']],
])('a bad %s is a 400 that names it', (name, values) => {
  for (const value of values) {
    expect(() => listQuery({ [name]: value })).toThrow(
      expect.objectContaining({ status: 400, code: 'ModelArts.4396' }),
    );
    expect(() => listQuery({ [name]: value })).toThrow(Fault);
    expect(() => listQuery({ [name]: value })).toThrow(name);
  }
});
