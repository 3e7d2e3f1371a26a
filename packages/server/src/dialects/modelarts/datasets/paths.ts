/** Where a dataset's output lies below its folder, which ends with a slash. */
export const innerPaths = (folder: string) => ({
  inner_work_path: folder,
  inner_annotation_path: `${folder}annotation/`,
  inner_data_path: `${folder}data/`,
  inner_log_path: `${folder}logs/`,
  inner_temp_path: `${folder}temp/`,
  inner_task_path: `${folder}task/`,
});

/** Where a version's output lies. */
export const versionPaths = (folder: string, version: string) => ({
  manifest_path: `${folder}annotation/${version}/${version}.manifest`,
  data_path: `${folder}annotation/${version}/data/`,
});
