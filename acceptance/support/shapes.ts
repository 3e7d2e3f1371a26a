import { expect } from 'vitest';

/** Says what is wrong with a value; undefined when nothing is. */
export type Check = (value: unknown) => string | undefined;

const check =
  (what: string, good: (value: unknown) => boolean): Check =>
  (value) =>
    good(value) ? undefined : `${JSON.stringify(value)} is not ${what}`;

export const text = check('a string', (value) => typeof value === 'string');
export const integer = check('an integer', Number.isSafeInteger);
export const boolean = check('a boolean', (value) => typeof value === 'boolean');
export const object = check(
  'an object',
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
export const nothing = check('null', (value) => value === null);
export const uid = check(
  'a lower-case hyphenated UUID',
  (value) => typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value),
);
export const dateTime = check(
  'an ISO 8601 date and time in UTC',
  (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value),
);
export const link = check(
  'an absolute URL',
  (value) => typeof value === 'string' && /^https?:/.test(value) && URL.canParse(value),
);
export const oneOf = (...values: unknown[]) =>
  check(`one of ${values.join(', ')}`, (value) => values.includes(value));
export const orNull =
  (inner: Check): Check =>
  (value) =>
    value === null ? undefined : inner(value);
export const list =
  (inner: Check): Check =>
  (value) =>
    Array.isArray(value)
      ? value.map(inner).find((problem) => problem !== undefined)
      : `${JSON.stringify(value)} is not an array`;

export type Shape = Record<string, Check>;

/** Every field of `shape` is there and has its type; more fields are allowed, as the clients ignore them. */
export function expectShape(value: unknown, shape: Shape): void {
  const row = value as Record<string, unknown>;
  const problems = Object.entries(shape).flatMap(([field, inner]) => {
    if (!Object.hasOwn(row, field)) return [`${field} is missing`];
    const problem = inner(row[field]);
    return problem ? [`${field}: ${problem}`] : [];
  });
  expect(problems).toEqual([]);
}

export const itemStatuses = [
  'unattempted',
  'pending',
  'ready_for_annotation',
  'in_progress',
  'completed',
  'rework_required',
  'customer_approved',
];

export const sequenceStatuses = [
  'unattempted',
  'pending',
  'completed',
  'rework_required',
  'ready_for_annotation',
  'labeling_4d',
  'review_4d',
  'ready_for_2d',
  'labeling_2d',
  'review_2d',
  'final_review',
  'customer_approved',
];

/** Spec 000, "List Datasets", fields; then what the SDKs read (facts 1.2). */
export const datasetFields: Shape = {
  uid,
  name: text,
  slug: text,
  data_type: oneOf('image', 'lidar', 'video', 'mcap'),
  is_sequence: boolean,
  visibility: oneOf('public', 'private'),
  status: oneOf('creating', 'created'),
  item_count: integer,
  project_count: integer,
  owner_name: text,
  size_bytes: integer,
  annotations_count: integer,
};
export const datasetSuperset: Shape = {
  ...datasetFields,
  predefined_labels: orNull(list(object)),
  created_at: dateTime,
  updated_at: dateTime,
};

/** Spec 000 and 001, "List Sequences". */
export const sequenceFields: Shape = {
  uid,
  key: text,
  status: oneOf(...sequenceStatuses),
  featured_image: orNull(link),
  number_of_frames: integer,
  views: list(object),
};

/** Spec 001, "List Items" and "Get Item". */
export const itemFields: Shape = {
  uid,
  key: text,
  status: oneOf(...itemStatuses),
  data_url: link,
  thumbnail_url: link,
  metadata: object,
  annotations_count: integer,
  created_at: dateTime,
};
export const itemSuperset: Shape = {
  ...itemFields,
  id: orNull(integer),
  dataset: uid,
  dataset_owner_name: text,
  dataset_slug: text,
  url: link,
  gpu_texture_url: orNull(link),
  thumbnails: list(link),
  video_thumbnail: orNull(link),
  export_snippet: orNull(object),
  annotations: orNull(object),
  crop_data: orNull(object),
  related_items: orNull(list(object)),
  related_sequence_uid: orNull(uid),
  updated_at: dateTime,
  split: orNull(oneOf('train', 'val', 'test')),
};

/** Spec 002, fields of a listed and of a created export. */
export const exportFields: Shape = {
  uid,
  name: text,
  format: text,
  status: oneOf('requested', 'exporting', 'exported', 'failed', 'aborted'),
  total_task_count: orNull(integer),
  exported_task_count: orNull(integer),
  download_url: orNull(link),
  datasets: list(uid),
  slices: list(uid),
  projects: list(uid),
  organization: orNull(object),
  created_at: dateTime,
};

/** Spec 003, fields of a slice; then what newer clients read. */
export const sliceFields: Shape = {
  uid,
  name: text,
  slug: text,
  description: text,
  item_count: integer,
  created_at: dateTime,
  updated_at: dateTime,
};
export const sliceSuperset: Shape = {
  ...sliceFields,
  owner_name: text,
  organization: orNull(object),
  visibility: oneOf('public', 'private'),
  status: oneOf('created'),
  sub_slices: list(object),
  source_data: list(object),
  featured_slice_item_urls: list(link),
};
