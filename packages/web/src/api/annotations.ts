import type { Geometry } from '../canvas/geometry.ts';

/** An annotation as items carry it, by project uid. */
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
