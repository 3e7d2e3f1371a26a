const input = [{ data_path: '/b/in' }];

/**
 * Changes to a good body that make it a bad one, with the code and a word of the answer; `folder` is that of another
 * dataset, and a dataset `taken` is there.
 */
export const badDatasets = (folder: string): [change: object, code: string, word: string][] => [
  [{ dataset_name: undefined }, '4396', 'dataset_name'],
  [{ dataset_name: 'ä' }, '4396', 'dataset_name'],
  [{ dataset_name: 'x'.repeat(101) }, '4396', 'dataset_name'],
  [{ dataset_name: 'taken' }, '4351', 'exists'],
  [{ work_path: undefined }, '4396', 'work_path'],
  [{ work_path_type: undefined }, '4396', 'work_path_type'],
  [{ work_path_type: 1 }, '4396', 'work_path_type'],
  [{ work_path: '/bucket' }, '4205', 'work_path'],
  [{ work_path: 'bucket/x/' }, '4313', 'work_path'],
  [{ work_path: '/bucket/../x/' }, '4313', 'work_path'],
  [{ work_path: `/b/${'x'.repeat(700)}/` }, '4350', 'work_path'],
  [{ work_path: `${folder}deeper/` }, '4364', 'folder'],
  [{ work_path: '/b/in/', data_sources: input }, '4396', 'work_path'],
  [{ work_path: '/b/in/below/', data_sources: input }, '4396', 'work_path'],
  [{ data_sources: [{}] }, '4396', 'data_path'],
  [{ data_sources: [...input, ...input] }, '4396', 'data_sources'],
  [{ dataset_type: 2 }, '4396', 'dataset_type'],
  [{ dataset_type: '0' }, '4396', 'dataset_type'],
  [{ description: 'a<b' }, '4396', 'description'],
  [{ description: 'x'.repeat(257) }, '4396', 'description'],
  [{ data_format: 'CarbonData' }, '4396', 'data_format'],
  [{ schema: [{ name: 'a', type: 'INT' }] }, '4396', 'schema'],
  [{ labels: [{ name: 'a' }, { name: 'a' }] }, '4411', 'a'],
  [{ labels: [{ name: 'a', type: 3 }] }, '4396', 'type'],
  [{ labels: [{ name: '' }] }, '4396', 'labels.0.name'],
  [{ workforce_information: {} }, '4396', 'task_name'],
];
