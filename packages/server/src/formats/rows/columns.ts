export interface Column {
  name: string;
  type: 'text' | 'integer' | 'number' | 'boolean' | 'json';
}

/** A row by column name; undefined where there is no value. */
export type Row = Record<string, unknown>;

/** One row per item. `file_name` is the path of its media in the archive, undefined when the media is not there. */
export const itemColumns: readonly Column[] = [
  { name: 'file_name', type: 'text' },
  { name: 'key', type: 'text' },
  { name: 'item_uid', type: 'text' },
  { name: 'dataset', type: 'text' },
  { name: 'ref_id', type: 'text' },
  { name: 'image_width', type: 'integer' },
  { name: 'image_height', type: 'integer' },
  { name: 'split', type: 'text' },
  { name: 'labelled', type: 'boolean' },
  { name: 'status', type: 'json' },
  { name: 'metadata', type: 'json' },
];

/** What an annotation says of itself. `x`, `y`, `width` and `height` are its box, `geometry` is all beyond that. */
export const objectColumns: readonly Column[] = [
  { name: 'annotation_uid', type: 'text' },
  { name: 'project', type: 'text' },
  { name: 'label', type: 'text' },
  { name: 'class_index', type: 'integer' },
  { name: 'type', type: 'text' },
  { name: 'x', type: 'number' },
  { name: 'y', type: 'number' },
  { name: 'width', type: 'number' },
  { name: 'height', type: 'number' },
  { name: 'rotation', type: 'number' },
  { name: 'geometry', type: 'json' },
  { name: 'attributes', type: 'json' },
];

/** One row per annotation. */
export const annotationColumns: readonly Column[] = [
  { name: 'key', type: 'text' },
  { name: 'item_uid', type: 'text' },
  ...objectColumns,
];

/** One row per class of each project. */
export const labelColumns: readonly Column[] = [
  { name: 'project', type: 'text' },
  { name: 'project_uid', type: 'text' },
  { name: 'label', type: 'text' },
  { name: 'class_index', type: 'integer' },
  { name: 'color', type: 'text' },
  { name: 'keypoints', type: 'json' },
  { name: 'skeleton', type: 'json' },
];
