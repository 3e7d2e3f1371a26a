import { isDeepStrictEqual } from 'node:util';
import type { AnnotationRecord, Attributes, Geometry } from '../model.ts';
import { isObject } from '../text.ts';
import { EXACT } from './own.ts';
import { objectText } from './write/object.ts';
import type { Size } from './write/corners.ts';
import { parseXml, textOf, type XmlElement } from './xml.ts';

/** What it holds, as JSON. */
export interface Exact {
  geometry: Geometry;
  attributes: Attributes;
}

/**
 * The annotation as its exact form has it, when that stands beside what it was written as; the same when it has none, or
 * when another tool has changed the object since and left the exact form behind.
 */
export function exactly(
  object: XmlElement,
  annotation: AnnotationRecord,
  size: Size,
): AnnotationRecord {
  const exact = readExact(textOf(object, EXACT));
  if (!exact) return annotation;
  const { geometry, attributes } = exact;
  const color = textOf(object, 'mask_color') || undefined;
  const name = textOf(object, 'name');
  try {
    const written = objectText(name, geometry, attributes, size, color);
    if ('lost' in written || !isDeepStrictEqual(parseXml(written.text), object)) return annotation;
  } catch {
    // Not made by us after all.
    return annotation;
  }
  const { attributes: _, ...rest } = annotation;
  const hasAny = Object.keys(attributes).length > 0;
  return { ...rest, geometry, ...(hasAny && { attributes }) };
}

function readExact(text: string): Exact | undefined {
  if (text === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value) || !isObject(value['geometry']) || !isObject(value['attributes'])) {
      return undefined;
    }
    return value as unknown as Exact;
  } catch {
    return undefined;
  }
}
