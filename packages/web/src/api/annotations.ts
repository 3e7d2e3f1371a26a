import type { Geometry } from '../canvas/geometry.ts';
import { datasetHome } from './datasets.ts';
import { get } from './http.ts';

/** An annotation as a single item carries it, by project uid. */
export interface Annotation {
  uid: string;
  label: string;
  type: Geometry['type'];
  attributes: Record<string, unknown>;
  state: 'confirmed' | 'proposed';
  coordinates: Geometry;
  author?: string | null;
}

export type AnnotationsByProject = Record<string, Annotation[]>;

/** The annotations of several items, with the labels that they have; `label` is a uid among `labels`. */
export interface AnnotationsOfItems {
  labels: Record<
    string,
    {
      name: string;
      color: string;
      class_index: number;
      project: string;
      keypoints: string[] | null;
      skeleton: number[][] | null;
    }
  >;
  items: Record<
    string,
    {
      uid: string;
      label: string;
      geometry: Geometry;
      attributes: Record<string, unknown>;
      state: 'confirmed' | 'proposed';
    }[]
  >;
}

/** Of up to 200 items. */
export const loadAnnotations = (
  owner: string,
  slug: string,
  uids: readonly string[],
  signal?: AbortSignal,
): Promise<AnnotationsOfItems> =>
  get(`${datasetHome(owner, slug)}/annotations/`, { items: uids.join(',') }, signal);
