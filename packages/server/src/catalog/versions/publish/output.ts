import { mapClasses } from '../../../formats/classes.ts';
import { sampleLine } from '../../../formats/manifest/print.ts';
import { sampleOf } from '../../../formats/manifest/write/sample.ts';
import type { ExportItem, ReportCounter } from '../../../formats/model.ts';
import { classNames } from '../../../formats/voc/write/class-names.ts';
import type { PublishRow } from '../row.ts';
import type { VersionFiles } from './files.ts';
import type { OpenVersion } from './open.ts';
import { tableOutput } from './table.ts';
import type { Tree } from './tree.ts';

/** What is written of a version for those who read its manifest. */
export interface Output {
  add(item: ExportItem): Promise<void>;
  /** Writes the rest; the manifest becomes visible last. */
  finish(): Promise<void>;
  abort(): Promise<void>;
}

export interface OutputWork {
  row: PublishRow;
  tree: Tree;
  files: VersionFiles;
  version: OpenVersion;
  report: ReportCounter;
}

/** The number is that of spec 004. */
const TABLE = 400;

export const outputOf = (work: OutputWork): Output =>
  work.row.kind === TABLE ? tableOutput(work) : sampleOutput(work);

/** A line per item, with the files that it names. */
function sampleOutput({ row, tree, files, version, report }: OutputWork): Output {
  const classes = mapClasses(version.projects, report);
  const names = classNames(classes, report);
  const options = {
    ...tree,
    nameOf: (...[project, label]: Parameters<typeof classes.indexOf>) =>
      names.get(classes.indexOf(project, label)) ?? label.name,
  };
  const manifest = files.stream(`${row.name}.manifest`);
  return {
    async add(item) {
      const written = sampleOf(item, options, report);
      for (const { path, content } of written.files) await files.write(path, content);
      if (row.options.export_images && !(await files.copyMedia(tree.mediaPath(item), item))) {
        if (item.metadata['text'] === undefined) report.itemChanged('media_missing', item);
      }
      await manifest.write(sampleLine(written.sample));
    },
    async finish() {
      await files.settle();
      await manifest.finish();
    },
    abort: () => manifest.abort(),
  };
}
