import { CatalogError, invalid, notFound } from '../../errors.ts';
import type { AnnotationInput, ItemEdit, StoredAnnotation } from '../model.ts';
import type { Operation } from './model.ts';

/** An edit of one item, and which operations it came from. */
export interface PlacedEdit {
  edit: ItemEdit & { put: AnnotationInput[]; remove: string[] };
  /** The operation of each annotation that it puts. */
  puts: number[];
  first: number;
}

type Named = Operation & { uid: string };

/**
 * The operations by item. `before`: the annotations of the items by `item/uid`. Throws `not_found`, `conflict`, `invalid` on
 * `operations.<index>` when two speak of one annotation.
 */
export function editsOf(
  operations: readonly Named[],
  before: ReadonlyMap<string, StoredAnnotation>,
  author: string,
): PlacedEdit[] {
  const edits = new Map<string, PlacedEdit>();
  const seen = new Set<string>();
  for (const [at, one] of operations.entries()) {
    const key = `${one.item}/${one.uid}`;
    if (seen.has(key)) {
      throw invalid(`operations.${at}`, 'Another operation is about the same annotation.');
    }
    seen.add(key);
    const edit: PlacedEdit = edits.get(one.item) ?? {
      edit: { itemUid: one.item, put: [], remove: [] },
      puts: [],
      first: at,
    };
    edits.set(one.item, edit);
    const stored = before.get(key);
    if (one.op === 'create') {
      if (stored) throw new CatalogError('conflict', `There is an annotation ${one.uid} already.`);
      const { label, project: projectUid, geometry, attributes, state } = one;
      const given = { label, projectUid, geometry, attributes, state, uid: one.uid };
      edit.edit.put.push({ ...given, author: one.author === undefined ? author : one.author });
      edit.puts.push(at);
      continue;
    }
    if (!stored) throw notFound();
    requireUnchanged(stored, one.updatedAt);
    if (one.op === 'delete') edit.edit.remove.push(one.uid);
    else {
      edit.edit.put.push(changed(stored, one));
      edit.puts.push(at);
    }
  }
  return [...edits.values()];
}

function requireUnchanged(stored: StoredAnnotation, updatedAt: Date | undefined): void {
  if (updatedAt === undefined || updatedAt.getTime() === stored.updated_at.getTime()) return;
  throw new CatalogError('conflict', `The annotation ${stored.uid} was changed meanwhile.`);
}

function changed(
  stored: StoredAnnotation,
  one: Extract<Operation, { op: 'update' }>,
): AnnotationInput {
  const sameLabel = one.label === undefined || one.label === stored.label;
  return {
    ref: stored.uid,
    label: one.label ?? stored.label,
    projectUid: one.project ?? (sameLabel ? stored.project_uid : undefined),
    geometry: one.geometry ?? stored.geometry,
    attributes: one.attributes ?? stored.attributes,
    state: one.state ?? stored.state,
    author: one.author === undefined ? stored.author : one.author,
    // What was imported over the border stays as it is while something else is changed.
    ...(one.geometry === undefined && { reachesOut: true }),
  };
}
