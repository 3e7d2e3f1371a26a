import type { Split } from '../../../formats/model.ts';
import type { AnnotationInput } from '../../annotations/model.ts';

/** An item as a caller gives it. */
export interface NewItem {
  /** Path in the dataset; made to a key, which no other item may have. */
  path: string;
  /** Its media; absent for what is all in the metadata, as a line of a text is. */
  content?: Buffer | undefined;
  /** What it has to be; default `any`. */
  kind?: ContentKind | undefined;
  /** Of content that shows no type itself. */
  contentType?: string | undefined;
  metadata?: Record<string, unknown> | undefined;
  split?: Split | undefined;
  annotations?: readonly AnnotationInput[] | undefined;
}

/** What content has to be; `any`: whatever it is. */
export type ContentKind = 'image' | 'video' | 'audio' | 'any';

/**
 * - exists: another item has the key
 * - content: it is not what it has to be
 * - invalid: the path or an annotation cannot be used
 */
export interface AddProblem {
  code: 'exists' | 'content' | 'invalid';
  message: string;
}

/** What became of one of the items. */
export type AddResult =
  { uid: string; key: string; problem?: never } | { problem: AddProblem; uid?: never };

/** Checked, with its bytes in the store. */
export interface StoredItem {
  /** Its place among what was given. */
  at: number;
  uid: string;
  key: string;
  size: number;
  sha256: Buffer | null;
  contentType: string | null;
  width: number | null;
  height: number | null;
  media: { store: string } | null;
  given: NewItem;
}
