import { basename } from 'node:path';
import { Option, type Command } from 'commander';
import type { Context } from '../catalog/context.ts';
import type { ExportRow } from '../catalog/exports/row.ts';
import { newUid } from '../db/ids.ts';
import type { CocoTask, YoloTask } from '../formats/model.ts';
import { Complaint } from './complaint.ts';
import { registerExportDiff } from './export-diff.ts';
import { reportLines } from './export-report.ts';
import { findTargets, type Targets } from './export-targets.ts';
import { operate, type Open } from './operate.ts';
import { showProgress } from './progress.ts';
import { checkTarget, saveStream } from './save.ts';

interface Options extends Targets {
  format: string;
  filter?: string;
  strict?: boolean;
  media?: boolean;
  yoloTask: YoloTask;
  cocoTask: CocoTask;
  vocStrict?: boolean;
  name?: string;
  keep?: boolean;
  out: string;
}

/** `sheaf export`: an archive made by this process, put where the user wants it. */
export function registerExport(program: Command, open: Open): void {
  const collect = (value: string, earlier: string[]) => [...earlier, value];
  const command: Command = program
    .command('export')
    .description('write items and their annotations into a ZIP archive')
    // Mandatory options would be asked for by `export diff`, too.
    .addOption(
      new Option('--format <format>', 'what to write (required)').choices([
        'YOLO',
        'COCO',
        'VOC',
        'KITTI',
        'CSV',
        'JSONL',
        'Parquet',
        'WebDataset',
        'Manifest',
        'avala-json-external',
      ]),
    )
    .option('--dataset <owner/slug>', 'a dataset; repeat for more', collect, [])
    .option('--slice <owner/slug>', 'a slice; repeat for more', collect, [])
    .option('--project <name or uid>', 'results of this project only; repeat for more', collect, [])
    .option('--filter <text>', 'of these, only the items that meet the filter')
    .option('--strict', 'fail rather than leave anything out')
    .option(
      '--media',
      'put the media into the archive; what YOLO, VOC, KITTI and WebDataset do anyway',
    )
    .option('--no-media', 'leave the media out')
    .addOption(
      new Option('--yolo-task <task>', 'YOLO: boxes, outlines, rotated boxes, or keypoints')
        .choices(['detect', 'segment', 'obb', 'pose'])
        .default('detect'),
    )
    .addOption(
      new Option('--coco-task <task>', 'COCO: every object, or those of labels with keypoints')
        .choices(['instances', 'keypoints'])
        .default('instances'),
    )
    .option('--voc-strict', 'VOC: whole pixels that count from 1, as in the challenge')
    .option('--name <text>', 'name of the export; that of the file when absent')
    .option('--keep', 'keep the export in the list of exports, too')
    .option('--out <file.zip>', 'where the archive goes (required)')
    .action((options: Omit<Options, 'format' | 'out'> & Partial<Options>) => {
      const { format, out } = options;
      if (format === undefined) command.error("error: required option '--format' not specified");
      if (out === undefined) command.error("error: required option '--out' not specified");
      return operate(open, (ctx) => exportTo(ctx, { ...options, format, out }));
    });
  registerExportDiff(command, open);
}

async function exportTo(ctx: Context, options: Options): Promise<void> {
  const { openExportArchive } = await import('../catalog/exports/archive.ts');
  const { deleteExport } = await import('../catalog/exports/delete.ts');
  await checkTarget(options.out);
  const row = await makeArchive(ctx, options);
  if (!row.has_archive) {
    for (const line of reportLines(row.report)) console.error(line);
    throw new Complaint(row.error ?? `The export was ${row.status}.`);
  }
  const archive = await openExportArchive(ctx, row.uid);
  await saveStream(options.out, archive.read());
  // The archive may be large, and the user has it now.
  if (!options.keep) await deleteExport(ctx, row.uid);
  console.log(`${options.out}: ${archive.size} bytes, SHA-256 ${archive.etag}`);
  for (const line of reportLines(row.report)) console.log(line);
}

async function makeArchive(ctx: Context, options: Options): Promise<ExportRow> {
  const { cancelExport } = await import('../catalog/exports/cancel.ts');
  const { createExport } = await import('../catalog/exports/create.ts');
  const { getExport } = await import('../catalog/exports/get.ts');
  const { runExport } = await import('../catalog/exports/run.ts');
  const input = {
    ...(await findTargets(ctx, options)),
    name: options.name ?? basename(options.out),
    format: options.format,
    filterQueryString: options.filter,
    strict: options.strict,
    includeMedia: options.media,
    options: {
      yoloTask: options.yoloTask,
      cocoTask: options.cocoTask,
      vocStrict: options.vocStrict,
    },
  };
  const uid = newUid();
  const progress = showProgress(process.stderr);
  const cancel = () => {
    cancelExport(ctx, uid).catch(() => undefined);
  };
  process.once('SIGINT', cancel).once('SIGTERM', cancel);
  try {
    await runExport(ctx, uid, {
      // Asked for under the lock, so that no worker takes it first; one finishes it when this process is killed.
      onLocked: async () => void (await createExport(ctx, input, uid)),
      onProgress: (done, total) => {
        progress.update({ name: 'Exporting', done, total, unit: 'items' });
      },
    });
  } finally {
    progress.end();
    process.off('SIGINT', cancel).off('SIGTERM', cancel);
  }
  return getExport(ctx, uid);
}
