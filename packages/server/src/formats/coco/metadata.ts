import { cleanObject, isObject } from '../text.ts';

/** Fields that the item itself holds, those of Sheaf's own export, and those that are unfolded. */
const known = new Set([
  'id',
  'file_name',
  'width',
  'height',
  'sheaf_uid',
  'sheaf_key',
  'metadata',
  'attributes',
]);
/** Tools write these with `0` or `""` when they know nothing. */
const fillers = new Set(['license', 'date_captured', 'coco_url', 'flickr_url']);

/** The metadata in an element of `images`: every field that COCO's item does not hold, `metadata` unfolded. */
export function imageMetadata(image: Record<string, unknown>): Record<string, unknown> {
  const extra = Object.entries(image).filter(
    ([key, value]) =>
      !known.has(key) && value !== null && !(fillers.has(key) && (value === 0 || value === '')),
  );
  const nested = [image.attributes, image.metadata].filter(isObject).map(cleanObject);
  return Object.assign({}, cleanObject(Object.fromEntries(extra)), ...nested) as Record<
    string,
    unknown
  >;
}
