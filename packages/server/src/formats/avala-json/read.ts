import { FormatError } from '../errors.ts';
import { streamJson } from '../json/stream.ts';
import type { ImportFormat, ImportRecord, ImportSource, SourceFile } from '../model.ts';
import { Seen } from '../seen.ts';
import { avalaFile } from './detect.ts';
import { Projects } from './projects.ts';
import { Items } from './read-items.ts';
import { labelledItem, readResult } from './read-results.ts';

/**
 * The published grouped form, as Sheaf's own exports write it: one `export.json` of any size, walked twice. The first
 * walk finds the classes, and the items that are done: without that a verified negative would be a mere item.
 */
export const avalaJson: ImportFormat = {
  name: 'avala-json',

  async detect(source) {
    return (await avalaFile(source)) !== undefined;
  },

  async *read(source) {
    const file = await avalaFile(source);
    if (!file) throw new FormatError('no_annotation_file', 'there is no export.json here');
    const projects = new Projects();
    const labelled = new Seen();
    for await (const batch of streamJson(
      source.read(file.path),
      ['projects', 'results'],
      file.path,
    )) {
      for (const element of batch.elements) {
        if (element.section === 'projects') projects.add(element.value);
        else {
          const uid = labelledItem(element);
          if (uid !== undefined) labelled.add(uid);
        }
      }
      yield progress(file, batch.bytes);
    }
    const named = new Set<string>();
    for (const label of projects.labels()) {
      named.add(label.name);
      yield { kind: 'label', label };
    }
    for await (const record of objects(source, file, projects, labelled)) {
      // A label that no project lists is one all the same.
      const name = record.kind === 'annotation' ? record.annotation.label : undefined;
      if (name !== undefined && !named.has(name)) {
        named.add(name);
        yield { kind: 'label', label: { name } };
      }
      yield record;
    }
  },
};

async function* objects(
  source: ImportSource,
  file: SourceFile,
  projects: Projects,
  labelled: Seen,
): AsyncGenerator<ImportRecord> {
  const { path } = file;
  const items = new Items(source, path, labelled);
  const nested = { datasets: ['items'] };
  for await (const batch of streamJson(source.read(path), ['results'], path, { nested })) {
    for (const element of batch.elements) {
      if (element.section === 'items') yield* items.add(element);
      else yield* readResult(path, element, projects);
    }
    yield progress(file, file.size + batch.bytes);
  }
}

/** Two walks make the whole. */
function progress({ size }: SourceFile, bytes: number): ImportRecord {
  return { kind: 'progress', done: Math.floor(bytes / 2), total: size };
}
