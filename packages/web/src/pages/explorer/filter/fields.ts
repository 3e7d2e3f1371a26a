/** What can be named in a filter, for completing: docs/filter.md. The server has the last word. */
export interface Field {
  name: string;
  type: 'text' | 'number' | 'date' | 'choice' | 'name' | 'json';
  note: string;
  values?: readonly string[];
  /** Where the values are counted by the facets. */
  facet?: true;
}

import { itemMoves } from '../../../api/moves.ts';
import { t } from '../../../text/en.ts';

const { fields: notes } = t.explorer;

export const fields: readonly Field[] = [
  { name: 'label', type: 'name', note: notes.label, facet: true },
  { name: 'status', type: 'choice', note: notes.status, values: Object.keys(itemMoves) },
  { name: 'split', type: 'choice', note: notes.split, values: ['train', 'val', 'test', 'null'] },
  { name: 'key', type: 'text', note: notes.key },
  { name: 'metadata.', type: 'json', note: notes.metadata, facet: true },
  { name: 'annotations_count', type: 'number', note: notes.annotationsCount },
  { name: 'count(', type: 'number', note: notes.count },
  {
    name: 'type',
    type: 'choice',
    note: notes.type,
    values: [
      'bounding_box',
      'polygon',
      'segmentation_mask',
      'keypoints',
      'polyline',
      'cuboid',
      'classification',
    ],
  },
  { name: 'attributes.', type: 'json', note: notes.attributes },
  { name: 'state', type: 'choice', note: notes.state, values: ['confirmed', 'proposed'] },
  { name: 'box.area', type: 'number', note: notes.boxArea },
  { name: 'box.width', type: 'number', note: notes.boxWidth },
  { name: 'box.height', type: 'number', note: notes.boxHeight },
  { name: 'box.center_x', type: 'number', note: notes.boxCenterX },
  { name: 'box.center_y', type: 'number', note: notes.boxCenterY },
  { name: 'width', type: 'number', note: notes.width },
  { name: 'height', type: 'number', note: notes.height },
  { name: 'size_bytes', type: 'number', note: notes.sizeBytes },
  { name: 'content_type', type: 'text', note: notes.contentType, facet: true },
  { name: 'sequence', type: 'name', note: notes.sequence },
  { name: 'view', type: 'text', note: notes.view, facet: true },
  { name: 'frame_index', type: 'number', note: notes.frameIndex },
  { name: 'created_at', type: 'date', note: notes.createdAt },
  { name: 'updated_at', type: 'date', note: notes.updatedAt },
  { name: 'author', type: 'text', note: notes.author },
  { name: 'project', type: 'name', note: notes.project },
  { name: 'task_status', type: 'choice', note: notes.taskStatus, values: ['pending', 'completed'] },
  { name: 'ref_id', type: 'text', note: notes.refId },
  { name: 'uid', type: 'text', note: notes.uid },
];

const equality = ['=', '!=', 'IN'];
const ordered = ['=', '!=', '<', '<=', '>', '>=', 'IN'];

export const operatorsOf: Record<Field['type'], readonly string[]> = {
  text: [...ordered, ':'],
  number: ordered,
  date: ordered,
  choice: equality,
  name: [...equality, ':'],
  json: [...ordered, ':'],
};

/** The field of a name as it was typed: `metadata.weather` is one of `metadata.`. */
export const fieldOf = (name: string): Field | undefined =>
  fields.find((field) => field.name === name) ??
  fields.find((field) => field.name.endsWith('.') && name.startsWith(field.name));
