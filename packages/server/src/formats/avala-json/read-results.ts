import type { JsonElement } from '../json/stream.ts';
import type { ImportRecord } from '../model.ts';
import { refused } from '../problems.ts';
import { isPassage } from '../shapes/passage.ts';
import { cleanObject, cleanText, isEmpty, isObject } from '../text.ts';
import type { Projects } from './projects.ts';
import { readCoordinates } from './read-coordinates.ts';

/** The item that a result says is done; undefined when it says no such thing. */
export function labelledItem({ value }: JsonElement): string | undefined {
  if (!isObject(value) || typeof value.dataset_item_uid !== 'string') return undefined;
  return value.status === 'pending' ? undefined : value.dataset_item_uid;
}

/** What one element of `results` says: its annotations, and the problems that they have. */
export function* readResult(
  file: string,
  { value, fault, index }: JsonElement,
  projects: Projects,
): Generator<ImportRecord> {
  const place = `results[${index}]`;
  if (fault) return yield refused(file, place, fault.code, fault.message);
  if (!isObject(value)) return yield refused(file, place, 'not_an_object', 'no result');
  const { dataset_item_uid: itemRef, project_uid: project, annotations } = value;
  if (typeof itemRef !== 'string' || itemRef === '') {
    return yield refused(file, place, 'bad_id', 'the result names no item');
  }
  for (const [at, annotation] of (Array.isArray(annotations) ? annotations : []).entries()) {
    const row = `${place}.annotations[${at}]`;
    yield* readAnnotation(annotation, { file, row }, itemRef, (label) =>
      projects.nameOf(project, label),
    );
  }
}

function* readAnnotation(
  value: unknown,
  origin: { file: string; row: string },
  itemRef: string,
  nameOf: (label: string) => string,
): Generator<ImportRecord> {
  const { file, row } = origin;
  if (!isObject(value)) return yield refused(file, row, 'not_an_object', 'no annotation');
  const { uid, label, type, coordinates, attributes } = value;
  if (typeof label !== 'string' || label.trim() === '') {
    return yield refused(file, row, 'unknown_category', 'the annotation has no label');
  }
  const geometry = readCoordinates(type, coordinates);
  if (!geometry) {
    const message = `the coordinates are not those of a ${String(type).slice(0, 40)}`;
    return yield refused(file, row, 'coordinates_invalid', message);
  }
  const kept = isObject(attributes) && !isEmpty(attributes) ? cleanObject(attributes) : undefined;
  yield {
    kind: 'annotation',
    itemRef,
    annotation: {
      ...(isPassage(geometry) && typeof uid === 'string' && { ref: uid }),
      label: nameOf(cleanText(label)),
      geometry,
      ...(kept ? { attributes: kept } : {}),
      origin,
    },
  };
}
