import type { Geometry } from '../canvas/geometry.ts';
import { datasetHome } from './datasets.ts';
import { post } from './http.ts';

/** One change of an annotation; docs/api.md, "Annotations". */
export interface Operation {
  op: 'create' | 'update' | 'delete';
  item: string;
  uid?: string;
  label?: string;
  project?: string;
  geometry?: Geometry;
  attributes?: Record<string, unknown>;
  state?: 'confirmed' | 'proposed';
  updated_at?: string;
}

export interface Edited {
  annotations: ({ uid: string } | null)[];
  /** The batch that makes it undone; its own `undo` is the redo. */
  undo: Operation[];
}

/** All or none of up to 1,000 operations. */
export const edit = (owner: string, slug: string, operations: Operation[]): Promise<Edited> =>
  post<Edited>(`${datasetHome(owner, slug)}/annotations/batch/`, { operations });
