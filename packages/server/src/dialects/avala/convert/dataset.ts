import type { Dataset as Wire } from '@sheaf/contract/avala';
import type { Dataset } from '../../../catalog/datasets/row.ts';

export function toDataset(row: Dataset): Wire {
  return {
    uid: row.uid,
    name: row.name,
    slug: row.slug,
    data_type: row.data_type as Wire['data_type'],
    is_sequence: row.is_sequence,
    visibility: row.visibility,
    status: row.status,
    item_count: row.item_count,
    project_count: row.project_count,
    owner_name: row.owner_name,
    size_bytes: row.size_bytes,
    annotations_count: row.annotations_count,
    predefined_labels: row.labels.map((label) => ({
      name: label.name,
      label_code: label.class_index,
      locked: false,
      is_countable: true,
    })),
    metadata: row.metadata,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
