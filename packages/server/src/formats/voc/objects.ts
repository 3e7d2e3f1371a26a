import type { Geometry, ImportRecord } from '../model.ts';
import { refused, repaired } from '../problems.ts';
import { exactDifference, readNumber } from '../decimal.ts';
import { cleanText } from '../text.ts';
import { readAttributes } from './attributes.ts';
import { readProperties } from './properties.ts';
import { readShape, type ReadShape } from './shapes.ts';
import { OWN_DATABASE, STRICT_DATABASE } from './own.ts';
import { child, textOf, type XmlElement } from './xml.ts';

/** How the objects of a file are to be read. */
export interface Convention {
  /** What to take from the stated corners so that they count from 0 and the last pixel is not included. */
  min: number;
  max: number;
  /** Sheaf wrote the file: a flag of 0 is only there because readers want one. */
  isOwn: boolean;
  /** The region of an object that a mask beside the file holds. */
  maskOf?: (object: XmlElement) => Geometry | undefined;
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
  convention: Convention,
): Generator<ImportRecord> {
  const label = cleanText(textOf(object, 'name'));
  if (label === '') return yield refused(file, row, 'unknown_category', 'the object has no name');
  const parts = object.children.filter(({ name }) => name === 'part').length;
  if (parts > 0) yield refused(file, row, 'voc_part_ignored', `${parts} parts are not taken over`);
  if (child(object, 'polygon') && child(object, 'bndbox')) {
    yield repaired(file, row, 'voc_polygon_ignored', 'the polygon is not taken over, its box is');
  }
  const attributes = { ...readProperties(object), ...readAttributes(object, convention.isOwn) };
  const bndbox = child(object, 'bndbox');
  const shape = bndbox ? readBox(bndbox, convention) : (readShape(object) ?? noShape(object));
  if ('code' in shape) return yield refused(file, row, shape.code, shape.message);
  const said = { ...shape.attributes, ...attributes };
  yield {
    kind: 'annotation',
    itemRef,
    annotation: {
      label,
      geometry: convention.maskOf?.(object) ?? shape.geometry,
      ...(Object.keys(said).length > 0 ? { attributes: said } : {}),
      origin: { file, row },
    },
  };
}

type Fault = { code: string; message: string };

const noShape = (object: XmlElement): Fault =>
  readShape(object) === null
    ? { code: 'bbox_invalid', message: 'the shape is not made of finite numbers' }
    : { code: 'bbox_missing', message: 'the object has no bndbox and no other shape' };

function readBox(bndbox: XmlElement, { min, max }: Convention): ReadShape | Fault {
  const [xmin = '', ymin = '', xmax = '', ymax = ''] = ['xmin', 'ymin', 'xmax', 'ymax'].map(
    (name) => textOf(bndbox, name),
  );
  if (![xmin, ymin, xmax, ymax].every((text) => Number.isFinite(readNumber(text)))) {
    return { code: 'bbox_invalid', message: 'bndbox is not four finite numbers' };
  }
  const [x, y] = [exactDifference(xmin, String(min)), exactDifference(ymin, String(min))];
  const [width, height] = [
    exactDifference(xmax, xmin) + (min - max),
    exactDifference(ymax, ymin) + (min - max),
  ];
  if (!(width > 0 && height > 0)) {
    return { code: 'zero_area', message: `the box measures ${width} x ${height}` };
  }
  return { geometry: { type: 'bounding_box', x, y, width, height }, attributes: {} };
}
