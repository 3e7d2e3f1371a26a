import { isDeepStrictEqual } from 'node:util';
import type { StoredAnnotation } from '../model.ts';
import type { Operation } from './model.ts';

type Annotations = ReadonlyMap<string, StoredAnnotation>;

/** The steps from `after` back to `before`; also what went along with something else comes back. */
export function undoOf(before: Annotations, after: Annotations): Operation[] {
  const undo: Operation[] = [];
  for (const [key, now] of after) {
    const then = before.get(key);
    const { item_uid: item, uid, updated_at: updatedAt } = now;
    if (!then) undo.push({ op: 'delete', item, uid, updatedAt });
    else if (!isDeepStrictEqual(said(then), said(now))) {
      undo.push({ op: 'update', item, uid, updatedAt, ...said(then) });
    }
  }
  for (const [key, then] of before) {
    if (!after.has(key)) {
      undo.push({ op: 'create', item: then.item_uid, uid: then.uid, ...said(then) });
    }
  }
  return undo;
}

/** What an operation can say of an annotation. */
const said = ({ label, project_uid, geometry, attributes, state, author }: StoredAnnotation) => ({
  label,
  project: project_uid,
  ...{ geometry, attributes, state, author },
});
