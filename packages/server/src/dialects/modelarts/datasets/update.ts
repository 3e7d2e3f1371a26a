import type { FastifyRequest } from 'fastify';
import { UpdateDataset, type DatasetType, type LabelInput } from '@sheaf/contract/modelarts';
import { addLabels, changeEach, removeLabels, requireAll } from '../../../catalog/labels/batch.ts';
import type { LabelBook } from '../../../catalog/labels/book.ts';
import type { LabelChange } from '../../../catalog/labels/model.ts';
import { versionMissing } from '../../../catalog/profiles/switch-version.ts';
import { updateProfiled } from '../../../catalog/profiles/update.ts';
import { bodyOf } from '../body.ts';
import { uidRange, shortId } from '../ids.ts';
import { isEntity, labelChange, newLabel, requireLabels } from '../labels/input.ts';
import { contextOf, type Dialect } from '../request.ts';
import { datasetOf } from './find.ts';

const updateBody = bodyOf(UpdateDataset);

/** `PUT …/datasets/{dataset_id}`: everything that is asked or nothing. */
export async function updateDataset(dialect: Dialect, request: FastifyRequest) {
  const dataset = await datasetOf(dialect, request, 'dataset.write');
  const body = updateBody(request.body);
  const { dataset_name: name, description, current_version_id: version } = body;
  await updateProfiled(contextOf(dialect, request), dataset, {
    name,
    description,
    version: version === undefined ? undefined : versionRange(version),
    labels: labelsOf(body, dataset.kind as DatasetType),
  });
  return { dataset_id: shortId(dataset.uid) };
}

function versionRange(id: string) {
  const uids = uidRange(id);
  if (!uids) throw versionMissing();
  return uids;
}

/**
 * Deletes, changes and adds, in this order. A label that is both deleted and added is changed instead, and keeps its
 * annotations: Terraform sends the whole old list and the whole new one.
 */
function labelsOf(body: UpdateDataset, type: DatasetType): ((book: LabelBook) => void) | undefined {
  const added = [...(body.add_labels ?? []), ...(body.add_tags ?? [])];
  const changed = [...(body.update_labels ?? []), ...(body.update_tags ?? [])];
  const deleted = [...(body.delete_labels ?? []), ...(body.delete_tags ?? [])];
  if (added.length + changed.length + deleted.length === 0) return undefined;
  requireLabels(type);
  const key = ({ name, type: given }: LabelInput) => `${isEntity(given, type) ?? false} ${name}`;
  const [before, after] = [new Set(deleted.map(key)), new Set(added.map(key))];
  const gone = deleted.filter((label) => !after.has(key(label)));
  const fresh = added.filter((label) => !before.has(key(label)));
  const replaced = added.filter((label) => before.has(key(label)));
  return (book) => {
    const named = gone.map((label) => ({ name: label.name, entity: isEntity(label.type, type) }));
    requireAll(removeLabels(book, named));
    requireAll(
      changeEach(
        book,
        changed.map((label) => labelChange(label, type)),
      ),
    );
    requireAll(
      addLabels(
        book,
        fresh.map((label) => newLabel(label, type)),
      ),
    );
    requireAll(
      changeEach(
        book,
        replaced.map((label) => replacement(label, type)),
      ),
    );
  };
}

/** A label as if it were new: what is not said of it is no more. */
const replacement = (label: LabelInput, type: DatasetType): LabelChange => {
  const { color, shape, shortcut, from_type, to_type, attributes, name, entity } = newLabel(
    label,
    type,
  );
  return {
    name,
    entity,
    color,
    shape: shape ?? null,
    shortcut: shortcut ?? null,
    from_type: from_type ?? null,
    to_type: to_type ?? null,
    attributes: attributes ?? [],
  };
};
