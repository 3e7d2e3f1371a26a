import type { ItemField } from '../../../catalog/items/fields.ts';
import type { StoredAnnotation } from '../../../catalog/items/get.ts';
import type { Projection } from '../../../catalog/projection.ts';

/** Where an item comes from; the same for a whole page. */
export interface ItemHome {
  uid: string;
  owner_name: string;
  slug: string;
}

/** Those that were asked for last: the catalogue knows a projection again that is the same object. */
const made = new Map<string, Projection<ItemField>>();

/** One per dataset that is being read, host, and hour of its links. */
const MOST_MADE = 100;

/** The contract's eight fields, then the superset that the SDKs read. `media` is the link prefix of the dataset. */
export function itemProjection(home: ItemHome, media: string): Projection<ItemField> {
  const name = `${media} ${home.uid} ${home.owner_name}/${home.slug}`;
  const projection = made.get(name) ?? makeProjection(home, media);
  if (made.size >= MOST_MADE) made.clear();
  made.set(name, projection);
  return projection;
}

function makeProjection(home: ItemHome, media: string): Projection<ItemField> {
  const uid = { field: 'uid' } as const;
  const link = { before: media, field: 'uid', unless: 'media' } as const;
  const url = { ...link, after: '/original' };
  const thumbnail = { ...link, after: '/thumbnail' };
  return {
    uid,
    key: { field: 'key' },
    status: { field: 'status' },
    data_url: url,
    thumbnail_url: thumbnail,
    metadata: { field: 'metadata' },
    annotations_count: { field: 'annotations_count' },
    created_at: { field: 'created_at' },
    id: { constant: null },
    dataset: { constant: home.uid },
    dataset_owner_name: { constant: home.owner_name },
    dataset_slug: { constant: home.slug },
    url,
    gpu_texture_url: { constant: null },
    thumbnails: { listOf: thumbnail },
    video_thumbnail: { constant: null },
    export_snippet: { constant: null },
    annotations: { constant: null },
    crop_data: { constant: null },
    related_items: { constant: [] },
    related_sequence_uid: { field: 'sequence_uid' },
    updated_at: { field: 'updated_at' },
    split: { field: 'split' },
  };
}

/** The SDKs read `annotations` as an object, never a list: here by project uid. */
export function annotationsByProject(annotations: StoredAnnotation[]): Record<string, unknown[]> {
  const projects: Record<string, unknown[]> = {};
  for (const { project_uid, geometry, ...rest } of annotations) {
    (projects[project_uid] ??= []).push({ ...rest, coordinates: geometry });
  }
  return projects;
}
