import { mapClasses, type ClassMap } from '../classes.ts';
import { isCompleted, isLabelled, leaveOut } from '../labelled.ts';
import type {
  ArchiveSink,
  ExportFormat,
  ExportItem,
  ReportCounter,
  Split,
  YoloTask,
} from '../model.ts';
import { isEmpty } from '../text.ts';
import { classesText, dataYaml } from './write/data-yaml.ts';
import { labelFile } from './write/label-file.ts';
import { noteEnd, noteImage } from './write/notes.ts';
import { imagePath, labelPath } from './write/paths.ts';
import { poseLayout } from './write/pose-layout.ts';
import { rowsOf } from './write/rows.ts';

/**
 * `labels/<split>/…txt`, `images/<split>/…` when media is wanted, `data.yaml` and `classes.txt`. Trains as it is.
 * Items without a split go to `train`; that is said where others have one. Items that nobody labelled are left out: without a file they would be read as "nothing to see here".
 */
export const yolo: ExportFormat = {
  name: 'YOLO',
  async write(source, sink, report, options) {
    const classes = mapClasses(source.projects, report);
    const task = options.yoloTask ?? 'detect';
    const pose = task === 'pose' ? await poseLayout(source, classes) : undefined;
    const rowOf = rowsOf(task, pose?.count ?? 0);
    const used = new Set<Split>();
    const hasSplits = source.splits.some((split) => split !== null);
    for await (const item of source.items({ results: true })) {
      const size = sizeOf(item);
      if (!size || !isLabelled(item)) {
        leaveOut(item, 'size_unknown', report);
        continue;
      }
      const split = item.split ?? 'train';
      used.add(split);
      const labels = labelFile(item, size, classes, rowOf, report);
      await sink.entry(labelPath(split, item.entry), labels);
      if (options.includeMedia && !item.media) report.itemLost('media_missing', item);
      else noteItem(item, hasSplits, report);
      if (options.includeMedia) await media(sink, item, split, report);
    }
    await sink.entry('data.yaml', dataYaml(classes, used, task, pose));
    await sink.entry('classes.txt', classesText(classes, report));
    noteSkeletons(classes, task, report);
  },
};

/** What YOLO has no place for; without keypoints in the rows a skeleton means nothing anyway. */
function noteSkeletons({ classes }: ClassMap, task: YoloTask, report: ReportCounter): void {
  for (const { label, project } of classes) {
    const joined = task === 'pose' && label.skeleton && label.skeleton.length > 0;
    if (joined) report.labelChanged('skeleton_dropped', project.name, label.name);
  }
}

function sizeOf({ width, height }: ExportItem) {
  return width && height ? { width, height } : undefined;
}

function noteItem(item: ExportItem, hasSplits: boolean, report: ReportCounter): void {
  report.item(item);
  if (!isCompleted(item)) {
    report.itemChanged('not_completed', item);
  }
  if (hasSplits && item.split === null) report.itemChanged('split_missing', item);
  if (!isEmpty(item.metadata)) report.itemChanged('metadata_dropped', item);
  if (item.entry !== item.key) report.itemChanged('path_changed', item);
  noteImage(item, report);
}

async function media(sink: ArchiveSink, item: ExportItem, split: Split, report: ReportCounter) {
  const { media: bytes } = item;
  if (!bytes) return;
  // The sink may ask twice; the end is judged once.
  let asked = 0;
  await sink.media(imagePath(split, item.entry), bytes.size, () =>
    asked++ === 0 ? noteEnd(item, bytes.read(), report) : bytes.read(),
  );
}
