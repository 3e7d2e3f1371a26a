import type { ImportRecord } from '../model.ts';
import { refused, repaired } from '../problems.ts';
import type { YoloConfig } from './config.ts';
import { keypointsOf, unpadded } from './keypoints.ts';
import { readRow, shapeOf } from './read-row.ts';

/** The annotations of one label file, whose text is given, with the problems of its rows (1-based lines). */
export function* readLabels(
  file: string,
  text: string,
  itemRef: string,
  config: YoloConfig,
): Generator<ImportRecord> {
  const lines = text.split('\n').map((line) => line.trim());
  const rows = lines.map((line) => line.split(/\s+/));
  const shape = shapeOf(rows, config);
  const seen = new Set<string>();
  for (const [i, line] of lines.entries()) {
    if (line === '') continue;
    const at = i + 1;
    const row = readRow(rows[i] ?? [], shape, config.keypoints);
    if (row.refused) {
      yield refused(file, at, row.refused.code, row.refused.message);
      continue;
    }
    const label = config.names.get(row.classIndex);
    if (label === undefined) {
      yield refused(file, at, 'unknown_category', `there is no class ${row.classIndex}`);
      continue;
    }
    const identity = (rows[i] ?? []).join(' ');
    if (seen.has(identity)) {
      yield refused(file, at, 'duplicate_row', 'the same row stands above');
      continue;
    }
    seen.add(identity);
    for (const { code, message } of row.repaired) yield repaired(file, at, code, message);
    const geometry = unpadded(row.geometry, keypointsOf(config, row.classIndex));
    yield {
      kind: 'annotation',
      itemRef,
      annotation: { label, geometry, normalized: true, origin: { file, row: at } },
    };
  }
}
