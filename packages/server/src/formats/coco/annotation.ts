import type { JsonElement } from '../json/stream.ts';
import type { Attributes, ImportRecord } from '../model.ts';
import { refused, repaired } from '../problems.ts';
import { cleanObject, isObject } from '../text.ts';
import type { Categories } from './categories.ts';
import { idOf, rowOf } from './ids.ts';
import type { Images } from './images.ts';
import { readShape } from './shape.ts';

/** The fields that the geometry is made of, or that follow from it. */
const known = new Set([
  'id',
  'image_id',
  'category_id',
  'bbox',
  'area',
  'iscrowd',
  'segmentation',
  'keypoints',
  'num_keypoints',
  'attributes',
]);

/** What one element of `annotations` says: problems, and the annotation unless it is refused. */
export function* readAnnotation(
  file: string,
  element: JsonElement,
  categories: Categories,
  images: Images,
): Generator<ImportRecord> {
  const { value, fault } = element;
  if (fault) return yield refused(file, rowOf(element), fault.code, fault.message);
  if (!isObject(value))
    return yield refused(file, rowOf(element), 'not_an_object', 'no annotation');
  const row = rowOfAnnotation(value, element);

  const imageId = idOf(value.image_id);
  const itemRef = imageId === undefined ? undefined : images.resolve(file, imageId);
  if (itemRef === undefined) {
    return yield refused(file, row, 'unknown_image', `there is no image ${shown(value.image_id)}`);
  }
  const categoryId = idOf(value.category_id);
  const label = categoryId === undefined ? undefined : categories.label(file, categoryId);
  if (!label) {
    const message = `there is no category ${shown(value.category_id)}`;
    return yield refused(file, row, 'unknown_category', message);
  }
  const shape = readShape(value, label);
  for (const { code, message } of shape.repaired) yield repaired(file, row, code, message);
  if (shape.refused) {
    return yield refused(file, row, shape.refused.code, shape.refused.message);
  }
  const attributes = readAttributes(value);
  yield {
    kind: 'annotation',
    itemRef,
    annotation: {
      label: label.name,
      geometry: shape.geometry,
      ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
      origin: { file, row },
    },
  };
}

function rowOfAnnotation(value: Record<string, unknown>, element: JsonElement): number | string {
  const { id } = value;
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : (idOf(id) ?? rowOf(element));
}

/** Everything that COCO does not define, `attributes` (as CVAT and Datumaro write them) unfolded. */
function readAttributes(value: Record<string, unknown>): Attributes {
  // Nearly all objects have nothing but COCO's own fields and perhaps `attributes`.
  const attributes = isObject(value.attributes) ? cleanObject(value.attributes) : {};
  let extra: Attributes | undefined;
  for (const key of Object.keys(value)) {
    if (!known.has(key) && value[key] !== null) (extra ??= {})[key] = value[key];
  }
  if (value.iscrowd === 1 || value.iscrowd === true) attributes.iscrowd = true;
  return extra ? { ...cleanObject(extra), ...attributes } : attributes;
}

/** A value in a message, short. */
const shown = (value: unknown) => (JSON.stringify(value) ?? 'without an id').slice(0, 60);
