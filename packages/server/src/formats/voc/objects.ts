import type { BoundingBox, ImportRecord } from '../model.ts';
import { refused, repaired } from '../problems.ts';
import { exactDifference, readNumber } from '../decimal.ts';
import { cleanText } from '../text.ts';
import { readAttributes } from './attributes.ts';
import { OWN_DATABASE, STRICT_DATABASE } from './own.ts';
import { child, textOf, type XmlElement } from './xml.ts';

/** How the objects of a file are to be read. */
export interface Convention {
  /** What to take from the stated corners so that they count from 0 and the last pixel is not included. */
  min: number;
  max: number;
  /** Sheaf wrote the file: a flag of 0 is only there because readers want one. */
  isOwn: boolean;
}

/**
 * The challenge's own files count pixels from 1 and include the last, and so do ours with `voc_strict`. Roboflow's (and
 * those of its library supervision) move the whole box by one pixel. All others are taken as they stand.
 */
export function conventionOf(annotation: XmlElement): Convention {
  const database = textOf(child(annotation, 'source'), 'database');
  if (database === STRICT_DATABASE) return { min: 1, max: 0, isOwn: true };
  if (/^The VOC/i.test(database)) return { min: 1, max: 0, isOwn: false };
  if (/^roboflow/i.test(database)) return { min: 1, max: 1, isOwn: false };
  return { min: 0, max: 0, isOwn: database === OWN_DATABASE };
}

/** An `<object>`: its problems and its annotation, `itemRef` the image's. Rows count objects from 1. */
export function* readObject(
  file: string,
  row: number,
  object: XmlElement,
  itemRef: string,
  { min, max, isOwn }: Convention,
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
  const [xmin = '', ymin = '', xmax = '', ymax = ''] = ['xmin', 'ymin', 'xmax', 'ymax'].map(
    (name) => textOf(bndbox, name),
  );
  if (![xmin, ymin, xmax, ymax].every((text) => Number.isFinite(readNumber(text)))) {
    return yield refused(file, row, 'bbox_invalid', 'bndbox is not four finite numbers');
  }
  const [x, y] = [exactDifference(xmin, String(min)), exactDifference(ymin, String(min))];
  const [width, height] = [
    exactDifference(xmax, xmin) + (min - max),
    exactDifference(ymax, ymin) + (min - max),
  ];
  const geometry: BoundingBox = { type: 'bounding_box', x, y, width, height };
  if (!(geometry.width > 0 && geometry.height > 0)) {
    const message = `the box measures ${geometry.width} x ${geometry.height}`;
    return yield refused(file, row, 'zero_area', message);
  }
  const attributes = readAttributes(object, isOwn);
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
