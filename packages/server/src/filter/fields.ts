import type { Operator } from './ast.ts';

/**
 * - text, number, date, uid, choice: a value of a column
 * - name: the name (or uid) of something the row refers to
 * - json: a value inside a JSON document, which says itself what it is
 */
export type FieldType = 'text' | 'number' | 'date' | 'uid' | 'choice' | 'name' | 'json';

/** What the field describes; annotations and tasks belong to an item, and any of them may meet a comparison. */
export type FieldLevel = 'item' | 'task' | 'annotation';

interface Field {
  level: FieldLevel;
  type: FieldType;
  /** Whether the value can be missing, so that a comparison with null has a meaning. */
  nullable: boolean;
  description: string;
  values?: readonly string[];
}

const field = (
  level: FieldLevel,
  type: FieldType,
  nullable: boolean,
  description: string,
  values?: readonly string[],
): Field => ({ level, type, nullable, description, ...(values && { values }) });

const ITEM_STATUSES = [
  'unattempted',
  'pending',
  'ready_for_annotation',
  'in_progress',
  'completed',
  'rework_required',
  'customer_approved',
];
/** The splits of formats/split.ts; a database test compares the two lists. */
const SPLITS = ['train', 'val', 'test'];
const TASK_STATUSES = ['pending', 'completed'];
const STATES = ['confirmed', 'proposed'];
/** The types of formats/model.ts; a database test compares the two lists. */
const TYPES = [
  'bounding_box',
  'polygon',
  'segmentation_mask',
  'keypoints',
  'polyline',
  'cuboid',
  'classification',
  'text_span',
  'text_relation',
  'audio_span',
  'transcript',
];

/** Every name a filter may use. `metadata` and `attributes` are followed by a path. */
const table = {
  uid: field('item', 'uid', false, 'Id of the item'),
  key: field('item', 'text', false, 'Path or name of the item in its dataset'),
  ref_id: field('item', 'text', true, 'Your own id of the item'),
  status: field('item', 'choice', false, 'Workflow status', ITEM_STATUSES),
  split: field('item', 'choice', true, 'Part of a training run it is for', SPLITS),
  created_at: field('item', 'date', false, 'When the item was added'),
  updated_at: field('item', 'date', false, 'When the item last changed'),
  width: field('item', 'number', true, 'Pixels'),
  height: field('item', 'number', true, 'Pixels'),
  size_bytes: field('item', 'number', false, 'Size of the media'),
  annotations_count: field('item', 'number', false, 'Stored number of annotations'),
  content_type: field('item', 'text', true, 'Media type, for example image/jpeg'),
  sequence: field('item', 'name', true, 'Key of the sequence the item is a frame of'),
  view: field('item', 'text', true, 'View (camera) inside the sequence'),
  frame_index: field('item', 'number', true, 'Position inside the sequence, from 0'),
  metadata: field('item', 'json', true, 'A value of the metadata: metadata.weather'),
  project: field('task', 'name', false, 'Name or uid of a project that has the item as a task'),
  task_status: field('task', 'choice', false, 'Status of a task on the item', TASK_STATUSES),
  label: field('annotation', 'name', false, 'Name of the class'),
  type: field('annotation', 'choice', false, 'Type of the geometry', TYPES),
  state: field('annotation', 'choice', false, 'Whether a person has confirmed it', STATES),
  author: field('annotation', 'text', true, 'Who or what made it'),
  attributes: field('annotation', 'json', true, 'A value of the attributes: attributes.occluded'),
  'box.width': field('annotation', 'number', true, 'Width of the bounding box, pixels'),
  'box.height': field('annotation', 'number', true, 'Height of the bounding box, pixels'),
  'box.area': field('annotation', 'number', true, 'Width x height of the box, square pixels'),
  'box.center_x': field('annotation', 'number', true, 'Centre of the box, 0 left to 1 right'),
  'box.center_y': field('annotation', 'number', true, 'Centre of the box, 0 top to 1 bottom'),
} satisfies Record<string, Field>;

export type FieldName = keyof typeof table;

/** A Map, so that no name finds anything of Object.prototype. */
const byName = new Map<string, Field>(Object.entries(table));

export const fieldNames = [...byName.keys()] as FieldName[];
export const fieldOf = (name: FieldName): Field => table[name];
export const isFieldName = (name: string): name is FieldName => byName.has(name);

/** Inside count(...) stands what describes one annotation, which includes its project. */
export const annotationFieldNames = fieldNames.filter(
  (name) => table[name].level === 'annotation' || name === 'project',
);

const ORDERED: Operator[] = ['=', '!=', '<', '<=', '>', '>=', 'IN', 'NOT IN'];
const EQUALITY: Operator[] = ['=', '!=', 'IN', 'NOT IN'];

export const operatorsOf: Record<FieldType, readonly Operator[]> = {
  text: [...ORDERED, ':'],
  number: ORDERED,
  date: ORDERED,
  uid: EQUALITY,
  choice: EQUALITY,
  name: [...EQUALITY, ':'],
  json: [...ORDERED, ':'],
};
