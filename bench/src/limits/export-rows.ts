/**
 * The rows that an export of a dataset needs, in the order of the items: what any writer has to read at least.
 * `where` is SQL over alias `i`; without one the whole dataset is read, one table after the other.
 */
export function exportRows(datasetUid: string, where?: string): string[] {
  const dataset = `dataset_uid = '${datasetUid}'`;
  const only = where
    ? ` and item_uid in (select i.uid from items i where i.${dataset} and ${where})`
    : '';
  return [
    `copy (select uid, key, ref_id, width, height, metadata, content_type from items i
      where i.${dataset} and ${where ?? 'true'} order by uid) to stdout`,
    `copy (select item_uid, uid, project_uid, status from tasks where ${dataset}${only} order by item_uid) to stdout`,
    `copy (select item_uid, uid, label_uid, geometry, attributes from annotations
      where ${dataset} and state = 'confirmed'${only} order by item_uid) to stdout`,
  ];
}
