import { FormatError } from '../errors.ts';
import { mapAhead } from '../files/ahead.ts';
import { join, withoutSuffix } from '../files/paths.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import type { ImportFormat, ImportRecord, ImportSource, LabelSpec } from '../model.ts';
import { refused, repaired } from '../problems.ts';
import { Seen } from '../seen.ts';
import { openItem, type Candidate, type OpenItem } from './candidate.ts';
import { findLayout, imageFiles, labelFiles, looksLikeKitti, type Layout } from './layout.ts';
import { readOwnItems, readOwnLabels } from './mapping.ts';
import { readLabels } from './read-labels.ts';
import { KittiSplits } from './splits.ts';

/** Label files that are read at a time. */
const AHEAD = 16;
/** Items between two progress records. */
const PROGRESS_EVERY = 200;

/** What is known across files. */
interface Run {
  layout: Layout;
  keys: Seen;
  /** Label files and images that belong to an item. */
  files: Seen;
  labels: Map<string, LabelSpec>;
}

/** KITTI's 2D objects: a file of rows per image, in `training`, `testing` or without such a folder. */
export const kitti: ImportFormat = {
  name: 'kitti',

  detect: looksLikeKitti,

  async *read(source) {
    const layout = await findLayout(source);
    if (!layout) throw new FormatError('no_annotation_file', 'there is no folder label_2');
    let total = 0;
    for await (const { size } of labelFiles(source, layout)) total += size;
    const labels = await readOwnLabels(source);
    const run: Run = { layout, keys: new Seen(), files: new Seen(), labels };
    for (const label of labels.values()) yield { kind: 'label', label };
    let [done, count] = [0, 0];
    const open = (one: Candidate | { problem: ImportRecord }) => openItem(source, layout, one);
    for await (const item of mapAhead(candidates(source, run), AHEAD, open)) {
      if (item.problem) {
        yield item.problem;
        continue;
      }
      yield* readItem(item, run);
      done += item.size;
      count += 1;
      if (count % PROGRESS_EVERY === 0)
        yield { kind: 'progress', done: Math.min(done, total), total };
    }
    yield { kind: 'progress', done: total, total };
  },
};

/** First what our own list names, then label files, then images that nobody labelled. */
async function* candidates(
  source: ImportSource,
  { layout, files }: Run,
): AsyncGenerator<Candidate | { problem: ImportRecord }> {
  for await (const item of readOwnItems(source, layout)) {
    if (!('problem' in item)) files.add(item.label);
    yield item;
  }
  const splits = new KittiSplits(source);
  for await (const { path, base, name } of labelFiles(source, layout)) {
    if (!files.add(path)) continue;
    yield { base, name, label: path, fields: await splits.of(base, name), origin: { file: path } };
  }
  for await (const { path, base, name } of imageFiles(source, layout)) {
    const label = `${join(join(base, layout.labels), name)}.txt`;
    if (files.has(label)) continue;
    const fields = await splits.of(base, name);
    yield { base, name, label, image: path, fields, origin: { file: path } };
  }
}

function* readItem(item: OpenItem, run: Run): Generator<ImportRecord> {
  const { image, label, fields, origin, text, fault } = item;
  if (fault) yield refused(label, undefined, fault.code, fault.detail);
  const isSized = fields.width !== undefined;
  if (image === undefined && !isSized) {
    const message = 'there is no image for these labels';
    return yield refused(label, undefined, 'image_missing', message);
  }
  const name = itemKey(item.key ?? keyOf(item, run.layout));
  if (name.key === undefined) {
    return yield refused(origin.file, origin.row, name.problem, keyProblemText[name.problem]);
  }
  if (!run.keys.add(name.key)) {
    const message = `${name.key} is there already`;
    return yield refused(origin.file, origin.row, 'duplicate_file_name', message);
  }
  if (image === undefined) {
    yield repaired(label, undefined, 'image_missing', 'there is no image; kept without it');
  }
  yield {
    kind: 'item',
    item: {
      ref: label,
      key: name.key,
      ...(image === undefined ? {} : { path: image }),
      ...fields,
      labelled: text !== undefined,
      origin,
    },
  };
  if (text !== undefined) yield* readLabels(label, text, run.labels, item.silent);
}

/** The image's path without the folder that all images lie in. */
function keyOf({ image, base, name }: OpenItem, { images }: Layout): string {
  const folder = `${join(base, images)}/`;
  return join(base, image?.slice(folder.length) ?? withoutSuffix(name));
}
