import type { ImportRecord, LabelSpec } from '../model.ts';
import { refused, repaired } from '../problems.ts';
import { cleanText } from '../text.ts';
import type { Flag } from './own.ts';
import { readRow } from './read-row.ts';

/**
 * The objects of one label file, whose path is the item's reference, with the problems of its rows (1-based lines). A
 * type that `labels` does not have is a new label of that name; a 0 of a `silent` flag is no attribute.
 */
export function* readLabels(
  file: string,
  text: string,
  labels: Map<string, LabelSpec>,
  silent: readonly Flag[] = [],
): Generator<ImportRecord> {
  for (const [i, line] of text.split('\n').entries()) {
    const row = i + 1;
    if (line.trim() === '') continue;
    const read = readRow(line.trim().split(/\s+/));
    if ('refused' in read) {
      yield refused(file, row, read.refused.code, read.refused.message);
      continue;
    }
    const attributes = Object.entries(read.attributes).filter(
      ([name, value]) => value !== 0 || !silent.some((flag) => flag === name),
    );
    for (const name of read.ignored) {
      yield repaired(file, row, 'kitti_value_ignored', `${name} is not a finite number`);
    }
    let label = labels.get(read.type);
    if (!label) {
      label = { name: cleanText(read.type) };
      labels.set(read.type, label);
      yield { kind: 'label', label };
    }
    yield {
      kind: 'annotation',
      itemRef: file,
      annotation: {
        label: label.name,
        geometry: read.geometry,
        ...(attributes.length === 0 ? {} : { attributes: Object.fromEntries(attributes) }),
        origin: { file, row },
      },
    };
  }
}
