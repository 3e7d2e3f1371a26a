import type { Fact } from '../formats/fidelity/model.ts';
import type { Attributes, ByteRange, Geometry, LabelSpec, Split } from '../formats/model.ts';

/** One object of an archive. `normalized`: in fractions of the image's size. */
export interface DiffAnnotation {
  label: string;
  geometry: Geometry;
  attributes: Attributes;
  normalized?: true;
}

/** One item of an archive with everything that the archive says of it. */
export interface DiffItem {
  key: string;
  /** Where its media stands in the archive. */
  path?: string;
  /** Where in that file, when it is an archive itself. */
  range?: ByteRange;
  width?: number;
  height?: number;
  split?: Split;
  metadata: Record<string, unknown>;
  labelled: boolean;
  annotations: DiffAnnotation[];
}

/** A field that differs; undefined on the side that does not have it. */
export interface FieldChange {
  field: string;
  from?: unknown;
  to?: unknown;
}

/** `iou`: 0 to 1, of the boxes around both. */
export type AnnotationChange =
  | { change: 'added' | 'removed'; label: string; geometry: Geometry }
  | {
      change: 'moved';
      label: string;
      from: Geometry;
      to: Geometry;
      iou: number;
      attributes: FieldChange[];
    }
  | { change: 'class'; from: string; to: string; geometry: Geometry; attributes: FieldChange[] }
  | { change: 'attributes'; label: string; geometry: Geometry; attributes: FieldChange[] };

export type MediaChange = 'changed' | 'added' | 'removed';

export interface ItemChange {
  annotations: AnnotationChange[];
  metadata: FieldChange[];
  /** Of `width`, `height`, `split`, `labelled`. */
  fields: FieldChange[];
}

export type ClassChange =
  | { change: 'added' | 'removed'; name: string; index: number | undefined }
  | { change: 'renumbered'; name: string; from: number; to: number }
  | { change: 'changed'; name: string; fields: FieldChange[] };

export type Classes = readonly LabelSpec[];

export interface CompareOptions {
  /** What both archives say; the rest is not compared. */
  facts: ReadonlySet<Fact>;
  /** Coordinates that differ by no more are equal; pixels, metres, radians. */
  tolerance: number;
  /** The archives are of two formats, one of which may hold only a box where the other has an outline. */
  mixed: boolean;
}
