import type { CreateAnnotation, UpdateAnnotation } from '@sheaf/contract/avala';
import type { Operation } from '../../../catalog/annotations/batch/model.ts';
import type { StoredAnnotation } from '../../../catalog/annotations/model.ts';
import { boxAround } from '../../../formats/geometry/box.ts';
import { countsBox, decodeCounts } from '../../../formats/geometry/rle.ts';
import type { Geometry } from '../../../formats/model.ts';
import { parseUid } from '../../../catalog/uids.ts';

export const toAnnotation = (row: StoredAnnotation) => ({
  uid: row.uid,
  item: row.item_uid,
  project: row.project_uid,
  label: row.label,
  geometry: row.geometry,
  attributes: row.attributes,
  state: row.state,
  author: row.author,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
});

/** An operation as a client sends it back. */
export function toOperation(operation: Operation) {
  const { updatedAt, ...rest } = { updatedAt: undefined, ...operation };
  return { ...rest, ...(updatedAt && { updated_at: (updatedAt as Date).toISOString() }) };
}

export const fromCreate = (item: string, body: CreateAnnotation): Operation => ({
  ...body,
  op: 'create',
  item: stored(item),
  uid: stored(body.uid),
  project: stored(body.project),
  geometry: withBox(body.geometry as Geometry),
});

export function fromUpdate(item: string, uid: string, body: UpdateAnnotation): Operation {
  const { updated_at, geometry, ...rest } = body;
  return {
    ...rest,
    ...{ op: 'update', item: stored(item), uid: stored(uid), project: stored(rest.project) },
    updatedAt: timeOf(updated_at),
    geometry: geometry && withBox(geometry as Geometry),
  };
}

/** A uid as it is stored; the contract has made sure that it is one. */
export const stored = <Text extends string | undefined>(uid: Text): Text =>
  (uid === undefined ? uid : parseUid(uid)) as Text;

export const timeOf = (text: string | undefined) =>
  text === undefined ? undefined : new Date(text);

/** The box around an outline, which clients may leave to us. */
function withBox(geometry: Geometry): Geometry {
  switch (geometry.type) {
    case 'polygon':
      return { ...geometry, box: boxAround(...geometry.parts) ?? [0, 0, 0, 0] };
    case 'segmentation_mask': {
      const counts = decodeCounts(geometry.counts) ?? [];
      return { ...geometry, box: countsBox(counts, geometry.size[0]) };
    }
    case 'keypoints': {
      if ((geometry as { box?: unknown }).box !== undefined) return geometry;
      const seen = geometry.points.filter(([, , visibility]) => visibility > 0);
      return { ...geometry, box: boxAround(seen.flatMap(([x, y]) => [x, y])) ?? [0, 0, 0, 0] };
    }
    default:
      return geometry;
  }
}
