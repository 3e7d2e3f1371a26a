import type { Attributes, BoundingBox, ImportRecord } from '../model.ts';
import { refused, repaired } from '../problems.ts';
import { cleanText } from '../text.ts';
import { child, textOf, type XmlElement } from './xml.ts';

/** What to take from the stated corners so that they count from 0 and the last pixel is not included. */
export interface Offsets {
  min: number;
  max: number;
}

/**
 * The challenge's own files count pixels from 1 and include the last. Roboflow's (and those of its library supervision)
 * move the whole box by one pixel. All others are taken as they stand.
 */
export function offsetsOf(annotation: XmlElement): Offsets {
  const database = textOf(child(annotation, 'source'), 'database');
  if (/^The VOC/i.test(database)) return { min: 1, max: 0 };
  return /^roboflow/i.test(database) ? { min: 1, max: 1 } : { min: 0, max: 0 };
}

/** An `<object>`: its problems and its annotation, `itemRef` the image's. Rows count objects from 1. */
export function* readObject(
  file: string,
  row: number,
  object: XmlElement,
  itemRef: string,
  { min, max }: Offsets,
): Generator<ImportRecord> {
  const label = cleanText(textOf(object, 'name'));
  if (label === '') return yield refused(file, row, 'unknown_category', 'the object has no name');
  const parts = object.children.filter(({ name }) => name === 'part').length;
  if (parts > 0) yield refused(file, row, 'voc_part_ignored', `${parts} parts are not taken over`);
  if (child(object, 'polygon')) {
    yield repaired(file, row, 'voc_polygon_ignored', 'the polygon is not taken over, its box is');
  }
  const bndbox = child(object, 'bndbox');
  if (!bndbox) return yield refused(file, row, 'bbox_missing', 'the object has no bndbox');
  const [xmin = NaN, ymin = NaN, xmax = NaN, ymax = NaN] = ['xmin', 'ymin', 'xmax', 'ymax'].map(
    (name) => toNumber(textOf(bndbox, name)),
  );
  if (![xmin, ymin, xmax, ymax].every(Number.isFinite)) {
    return yield refused(file, row, 'bbox_invalid', 'bndbox is not four finite numbers');
  }
  const [x, y] = [xmin - min, ymin - min];
  const [width, height] = [xmax - max - x, ymax - max - y];
  const geometry: BoundingBox = { type: 'bounding_box', x, y, width, height };
  if (!(geometry.width > 0 && geometry.height > 0)) {
    const message = `the box measures ${geometry.width} x ${geometry.height}`;
    return yield refused(file, row, 'zero_area', message);
  }
  const attributes = readAttributes(object);
  yield {
    kind: 'annotation',
    itemRef,
    annotation: {
      label,
      geometry,
      ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
      origin: { file, row },
    },
  };
}

function toNumber(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
}

/** Flags as they are stated, the pose unless it is `Unspecified`, and CVAT's `<attributes>`. */
function readAttributes(object: XmlElement): Attributes {
  const entries: [string, unknown][] = [];
  for (const name of ['difficult', 'truncated', 'occluded']) {
    const text = textOf(object, name);
    if (text !== '') entries.push([name, isTrue(text)]);
  }
  const pose = textOf(object, 'pose');
  if (pose !== '' && pose.toLowerCase() !== 'unspecified') entries.push(['pose', cleanText(pose)]);
  for (const attribute of child(object, 'attributes')?.children ?? []) {
    const name = cleanText(textOf(attribute, 'name'));
    if (name === '' || name === '__proto__') continue;
    entries.push([name, fromText(cleanText(textOf(attribute, 'value')))]);
  }
  return Object.fromEntries(entries);
}

const isTrue = (text: string) => text === '1' || text.toLowerCase() === 'true';

function fromText(text: string): string | boolean {
  return /^(true|false)$/i.test(text) ? isTrue(text) : text;
}
