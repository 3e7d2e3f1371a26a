import { newUid } from '../../db/ids.ts';
import { fitToImage } from '../../formats/geometry/fit.ts';
import { isFiniteGeometry } from '../../formats/shapes/finite.ts';
import { isPassage, isPossible } from '../../formats/shapes/passage.ts';
import type { Geometry } from '../../formats/model.ts';
import { CatalogError, invalid } from '../errors.ts';
import { geometryText } from '../imports/geometry-text.ts';
import { cleanText, storableCanonicalJson } from '../imports/text.ts';
import type { AnnotationInput, ItemEdit } from './model.ts';

/** The item that is edited, as it is stored. */
export interface EditedItem {
  uid: string;
  width: number | null;
  height: number | null;
  /** Its annotations by uid. */
  existing: ReadonlyMap<string, { type: string; project_uid: string }>;
}

/** A label of the dataset's projects. */
export interface LabelPlace {
  uid: string;
  project_uid: string;
}

/** Where a name is found; undefined when there is none. */
export type FindLabel = (name: string, projectUid: string | undefined) => LabelPlace | undefined;

/** As it is stored. */
export interface PreparedAnnotation {
  uid: string;
  label: LabelPlace;
  type: Geometry['type'];
  /** JSON. */
  geometry: string;
  attributes: string;
  state: 'confirmed' | 'proposed';
  author: string | null;
}

/** Checks an item's edit. Throws `invalid` on the first annotation at fault, named `annotations.<index>`. */
export function prepareEdit(
  item: EditedItem,
  edit: Pick<ItemEdit, 'put' | 'remove'>,
  findLabel: FindLabel,
): PreparedAnnotation[] {
  const spans = new Map<string, string>();
  const uids = edit.put.map((one) => uidOf(one, item));
  if (new Set(uids).size < uids.length) {
    throw invalid('annotations', 'Two of them name the same annotation.');
  }
  for (const [uid, { type }] of item.existing) {
    const stays = edit.remove !== 'others' && !edit.remove.includes(uid) && !uids.includes(uid);
    if (type === 'text_span' && stays) spans.set(uid, uid);
  }
  for (const [at, one] of edit.put.entries()) {
    const uid = uids[at] ?? '';
    if (one.geometry.type === 'text_span') spans.set(one.ref ?? uid, uid).set(uid, uid);
  }
  return edit.put.map((one, at) => {
    try {
      const geometry = fitted(joined(one.geometry, spans), item, one.reachesOut === true);
      const label = findLabel(cleanText(one.label), one.projectUid);
      if (!label) throw new CatalogError('invalid', `there is no label ${one.label}`);
      return {
        uid: uids[at] ?? '',
        label,
        type: geometry.type,
        geometry: geometryText(geometry),
        attributes: storableCanonicalJson(one.attributes ?? {}),
        state: one.state ?? 'confirmed',
        author: one.author ?? null,
      };
    } catch (error) {
      if (error instanceof CatalogError) throw invalid(`annotations.${at}`, error.message);
      throw error;
    }
  });
}

const uidOf = ({ ref, uid }: AnnotationInput, { existing }: EditedItem): string =>
  ref !== undefined && existing.has(ref) ? ref : (uid ?? newUid());

function joined(geometry: Geometry, spans: ReadonlyMap<string, string>): Geometry {
  if (geometry.type !== 'text_relation') return geometry;
  const [from, to] = [spans.get(geometry.from), spans.get(geometry.to)];
  if (from !== undefined && to !== undefined) return { ...geometry, from, to };
  throw new CatalogError('invalid', 'the relation names a span that the item does not have');
}

/** The geometry as it may be stored: nothing is cut here, because nobody would see that it was. */
function fitted(geometry: Geometry, { width, height }: EditedItem, reachesOut: boolean): Geometry {
  if (isPassage(geometry)) {
    if (isPossible(geometry)) return geometry;
    throw new CatalogError('invalid', 'the span ends before it begins');
  }
  if (!isFiniteGeometry(geometry)) throw new CatalogError('invalid', 'a number is not finite');
  if (width === null || height === null) return geometry;
  const fit = fitToImage(geometry, width, height);
  const code = fit.refused ?? (reachesOut ? undefined : fit.changed);
  if (code === undefined) return fit.changed === undefined ? (fit.geometry ?? geometry) : geometry;
  const words = code.replaceAll('_', ' ');
  throw new CatalogError('invalid', `${words}: the image has ${width} x ${height} pixels`);
}
