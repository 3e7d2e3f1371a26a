import { hash } from 'node:crypto';
import { derivedUid } from '../../db/ids.ts';
import type { Attributes, Geometry } from '../../formats/model.ts';
import { geometryText } from './geometry-text.ts';
import { storableCanonicalJson } from './text.ts';

/** An annotation in the form in which it is stored. */
export interface AnnotationText {
  label: string;
  /** JSON, the same text for equal values. */
  geometry: string;
  attributes: string;
  /** 32 hex digits that are the same for the same label, geometry and attributes, and for nothing else. */
  content: string;
}

/** `label` is cleaned text. */
export function annotationText(
  label: string,
  geometry: Geometry,
  attributes: Attributes | undefined,
): AnnotationText {
  const texts = {
    label,
    geometry: geometryText(geometry),
    attributes: attributes === undefined ? '{}' : storableCanonicalJson(attributes),
  };
  const all = `[${JSON.stringify(label)},${texts.geometry},${texts.attributes}]`;
  // Half of a SHA-256: nobody finds two contents with the same.
  return { ...texts, content: hash('sha256', all, 'hex').slice(0, 32) };
}

/**
 * The same uid whenever the same annotation is imported for the item. `occurrence` counts the equal ones of an item
 * from 0. `insertReady` says the same in SQL.
 */
export const annotationUid = (
  projectUid: string,
  itemUid: string,
  content: string,
  occurrence: number,
): string => derivedUid('annotation', projectUid, itemUid, content, String(occurrence));
