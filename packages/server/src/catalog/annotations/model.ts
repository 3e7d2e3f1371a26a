import type { Attributes, Geometry } from '../../formats/model.ts';

/** An annotation as a caller gives it. */
export interface AnnotationInput {
  /**
   * The caller's id of it, to which a `text_relation` beside it refers. The uid of an annotation that the item has: that one
   * is changed, and keeps its uid and the time when it was made.
   */
  ref?: string | undefined;
  /** Of an annotation that is new to the item: the uid that it had before it was deleted. */
  uid?: string | undefined;
  /** Name of a label of the dataset's projects. */
  label: string;
  /** The project whose label is meant; else the first of the dataset's that has one of that name. */
  projectUid?: string | undefined;
  /** Pixels as displayed, code points or seconds. */
  geometry: Geometry;
  attributes?: Attributes | undefined;
  /** Default `confirmed`. */
  state?: 'confirmed' | 'proposed' | undefined;
  /** Who or what made it. */
  author?: string | null | undefined;
  /** It may reach over the border of the image, as circles do; others are refused when they do by more than a pixel. */
  reachesOut?: boolean | undefined;
}

/** What becomes of one item's annotations. */
export interface ItemEdit {
  itemUid: string;
  /** Added, or changed where they name an annotation of the item. */
  put: readonly AnnotationInput[];
  /** Uids that go, with the relations that need them; `others`: all that `put` does not name. */
  remove: 'others' | readonly string[];
  /** Annotations that the item must have: the edit is about them. */
  requires?: readonly string[] | undefined;
  /**
   * Whether the item is labelled with this. By default it is when it has a confirmed annotation; true without any says that
   * there is nothing to label.
   */
  completed?: boolean | undefined;
  /** Metadata to set, by name; null takes a name away. */
  metadata?: Readonly<Record<string, unknown>> | undefined;
  split?: 'train' | 'val' | 'test' | null | undefined;
}

/** A stored annotation with the name of its label. */
export interface StoredAnnotation {
  item_uid: string;
  uid: string;
  project_uid: string;
  label: string;
  geometry: Geometry;
  attributes: Attributes;
  state: 'confirmed' | 'proposed';
  author: string | null;
  created_at: Date;
  updated_at: Date;
}
