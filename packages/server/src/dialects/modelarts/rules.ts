/** Status and code of the service for each rule of the catalogue that it has words for; without a text the catalogue's is given. */
export const rules: Readonly<
  Record<string, readonly [status: number, code: string, text?: string]>
> = {
  dataset_missing: [400, 'ModelArts.4352', 'Dataset does not exist'],
  dataset_exists: [400, 'ModelArts.4351', 'Dataset already exists'],
  folder_taken: [400, 'ModelArts.4364', 'The work path is in the folder of another dataset'],
  version_missing: [400, 'ModelArts.4353', 'Dataset version does not exist'],
  label_missing: [400, 'ModelArts.4410'],
  label_exists: [400, 'ModelArts.4411'],
  shortcut_taken: [400, 'ModelArts.4412'],
  relation_ends_missing: [400, 'ModelArts.4414'],
  entity_in_use: [400, 'ModelArts.4415'],
  team_missing: [400, 'ModelArts.4601', 'The workforce does not exist'],
  team_exists: [400, 'ModelArts.4602', 'The workforce already exists'],
  team_busy: [400, 'ModelArts.4603', 'Update workforce state failed'],
  worker_missing: [400, 'ModelArts.4604', 'The worker does not exist'],
  worker_exists: [400, 'ModelArts.4605', 'The worker already exists'],
  check_missing: [400, 'ModelArts.4612', 'Task not found'],
  manager_exists: [400, 'ModelArts.4617', 'The number of manager should be one'],
  task_missing: [400, 'ModelArts.4619', 'Workforce task does not exist'],
  task_exists: [400, 'ModelArts.4620', 'The workforce task already exists'],
  not_startable: [400, 'ModelArts.4621'],
  accepting: [400, 'ModelArts.4623', 'Workforce task is checking'],
  not_accepting: [400, 'ModelArts.4624', 'The member task is not checked'],
  nothing_to_accept: [400, 'ModelArts.4625', 'There are no unchecked samples'],
  worker_busy: [400, 'ModelArts.4628', 'Can not delete worker who has task'],
};
