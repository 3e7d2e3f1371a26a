import type { Client } from './client.ts';

/**
 * What the published clients do with an answer, written anew from facts/avala-api.md: both refuse redirects, read only
 * `results`, `next` and `previous`, and send what they find in `next` back as `cursor=`.
 */
export interface Page {
  items: Record<string, unknown>[];
  nextCursor: string | null;
  hasMore: boolean;
}

export interface Transport {
  request(method: string, path: string, json?: unknown): Promise<Record<string, unknown>>;
  page(path: string, params: Record<string, string>): Promise<Page>;
}

abstract class Base implements Transport {
  readonly root: string;
  readonly key: string;

  constructor(client: Client) {
    this.root = `${client.baseUrl}/api/v1`;
    this.key = client.key ?? '';
  }

  async request(method: string, path: string, json?: unknown) {
    const reply = await fetch(`${this.root}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        'X-Avala-Api-Key': this.key,
        Accept: 'application/json',
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    if (!reply.ok) throw new Error(`HTTP ${reply.status} ${await reply.text()}`);
    if (reply.status === 204) return {};
    return (await reply.json()) as Record<string, unknown>;
  }

  abstract page(path: string, params: Record<string, string>): Promise<Page>;
}

/** snake_case to camelCase in all keys, also inside the user's own data. */
function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      camel(inner),
    ]),
  );
}

export class TypeScriptSdk extends Base {
  async page(path: string, params: Record<string, string>): Promise<Page> {
    const query = new URLSearchParams(params).toString();
    const raw = (await this.request('GET', query ? `${path}?${query}` : path)) as {
      results: Record<string, unknown>[];
      next: string | null;
    };
    return {
      items: raw.results.map((item) => camel(item) as Record<string, unknown>),
      nextCursor: cursorOf(raw.next),
      // Literally: a missing `next` would mean pages for ever.
      hasMore: raw.next !== null,
    };
  }
}

/** A relative `next` gives null here, while `hasMore` stays true. */
function cursorOf(next: string | null): string | null {
  if (!next || !URL.canParse(next)) return null;
  const { searchParams } = new URL(next);
  return searchParams.get('cursor') ?? searchParams.get('page');
}

/** Field -> [type, whether null is fatal, whether it must be there]: pydantic's models of the Python client. */
export type Model = Record<string, { type: string; nullable: boolean; required: boolean }>;

const required = (type: string) => ({ type, nullable: false, required: true });
const optional = (type: string) => ({ type, nullable: true, required: false });
/** There is a default, so it may be missing; but its type is not Optional, so null is fatal. */
const defaulted = (type: string) => ({ type, nullable: false, required: false });

const dates = { created_at: optional('datetime'), updated_at: optional('datetime') };
const item: Model = {
  uid: required('str'),
  id: optional('int'),
  is_hidden: defaulted('bool'),
  ...Object.fromEntries(
    [
      'key',
      'dataset',
      'dataset_owner_name',
      'dataset_slug',
      'url',
      'gpu_texture_url',
      'video_thumbnail',
      'related_sequence_uid',
    ].map((name) => [name, optional('str')]),
  ),
  thumbnails: optional('list[str]'),
  metadata: optional('dict'),
  export_snippet: optional('dict'),
  annotations: optional('dict'),
  crop_data: optional('dict'),
  related_items: optional('list[dict]'),
  ...dates,
};

export const models = {
  Dataset: {
    uid: required('str'),
    name: required('str'),
    slug: required('str'),
    item_count: defaulted('int'),
    owner_name: optional('str'),
    status: optional('str'),
    data_type: optional('str'),
    is_sequence: optional('bool'),
    predefined_labels: optional('list[dict]'),
    ...dates,
  },
  DatasetItem: item,
  SliceItem: item,
  DatasetSequence: {
    uid: required('str'),
    is_hidden: defaulted('bool'),
    key: optional('str'),
    custom_uuid: optional('str'),
    status: optional('str'),
    featured_image: optional('str'),
    number_of_frames: optional('int'),
    views: optional('list[dict]'),
    crop_data: optional('dict'),
    predefined_labels: optional('list[dict]'),
    frames: optional('list[dict]'),
    metrics: optional('dict'),
    dataset_uid: optional('str'),
    allow_lidar_calibration: optional('bool'),
    lidar_calibration_enabled: optional('bool'),
    camera_calibration_enabled: optional('bool'),
  },
  Export: {
    uid: required('str'),
    status: optional('str'),
    download_url: optional('str'),
    ...dates,
  },
  Slice: {
    uid: required('str'),
    name: required('str'),
    slug: optional('str'),
    owner_name: optional('str'),
    organization: optional('dict'),
    visibility: optional('str'),
    status: optional('str'),
    item_count: optional('int'),
    sub_slices: optional('list[dict]'),
    featured_slice_item_urls: optional('list[str]'),
  },
  /** Version 0.10 of the client made data_type and is_sequence required. */
  DatasetHealth: {
    dataset_uid: required('str'),
    dataset_slug: required('str'),
    dataset_status: optional('str'),
    data_type: required('str'),
    is_sequence: required('bool'),
    item_count: defaulted('int'),
    sequence_count: defaulted('int'),
    total_frames: defaulted('int'),
    s3_prefix: optional('str'),
    gc_storage_prefix: optional('str'),
    last_updated_at: optional('datetime'),
    sequences: defaulted('list[dict]'),
    ingest_ok: defaulted('bool'),
    issues: defaulted('list[str]'),
  },
  Project: { uid: required('str'), name: required('str'), status: optional('str'), ...dates },
  Task: {
    uid: required('str'),
    type: optional('str'),
    name: optional('str'),
    status: optional('str'),
    project: optional('str'),
    ...dates,
  },
} satisfies Record<string, Model>;

const types: Record<string, (value: unknown) => boolean> = {
  str: (value) => typeof value === 'string',
  int: Number.isInteger,
  bool: (value) => typeof value === 'boolean',
  dict: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  datetime: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  'list[str]': (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  'list[dict]': (value) => Array.isArray(value) && value.every((each) => types['dict']?.(each)),
};

export class PythonSdk extends Base {
  async page(path: string, params: Record<string, string>): Promise<Page> {
    const query = new URLSearchParams(params).toString();
    const raw = (await this.request('GET', query ? `${path}?${query}` : path)) as {
      results?: Record<string, unknown>[];
      next?: string | null;
    };
    const next = raw.next ? new URL(raw.next, this.root).searchParams : undefined;
    const nextCursor = next?.get('cursor') ?? next?.get('page') ?? null;
    return { items: raw.results ?? [], nextCursor, hasMore: nextCursor !== null };
  }

  /** As pydantic does: a missing required field, a wrong type and a null that is not allowed are all fatal. */
  static validate(model: Model, value: Record<string, unknown>): string[] {
    return Object.entries(model).flatMap(([name, { type, nullable, required: must }]) => {
      const field = value[name];
      if (field === undefined) return must ? [`${name}: Field required`] : [];
      if (field === null) return nullable ? [] : [`${name}: Input should be a valid ${type}`];
      return types[type]?.(field) ? [] : [`${name}: Input should be a valid ${type}`];
    });
  }
}
