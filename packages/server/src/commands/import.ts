import { Option, type Command } from 'commander';
import type { ImportFormatName } from '../catalog/imports/model.ts';
import type { YoloTask } from '../formats/model.ts';
import type { Open } from './operate.ts';

export interface ImportOptions {
  dataset: string;
  format?: ImportFormatName;
  project?: string;
  link?: boolean;
  yoloTask?: YoloTask;
  name?: string;
  visibility: 'public' | 'private';
  dataType: string;
  json?: boolean;
}

const formats: ImportFormatName[] = [
  'avala-json',
  'coco',
  'yolo',
  'voc',
  'kitti',
  'webdataset',
  'manifest',
  'parquet',
  'jsonl',
  'csv',
  'sequences',
  'images',
  'text-lines',
  'audio-labels',
  'image-labels',
  'image-objects',
  'table-rows',
  'any-files',
];

/** `sheaf import PATH --dataset owner/slug`. */
export function registerImport(program: Command, open: Open): void {
  program
    .command('import <path>')
    .description('take a folder of images with their labels, or one JSON file, into a dataset')
    .requiredOption('--dataset <owner/slug>', 'where to; both are made when missing')
    .addOption(new Option('--format <format>', 'found out by looking when absent').choices(formats))
    .option(
      '--project <name>',
      'the project of the annotations; the name of the dataset when absent',
    )
    .option('--link', 'leave the files where they are instead of copying them')
    .addOption(
      new Option(
        '--yolo-task <task>',
        'what YOLO rows hold; found out by looking when absent',
      ).choices(['detect', 'segment', 'obb', 'pose']),
    )
    .option('--name <text>', 'the name of a new dataset as people read it')
    .addOption(
      new Option('--visibility <who>', 'of a new dataset')
        .choices(['public', 'private'])
        .default('private'),
    )
    .addOption(
      new Option('--data-type <type>', 'of a new dataset').choices(['image']).default('image'),
    )
    .option('--json', 'print the finished import as JSON')
    .action(async (path: string, options: ImportOptions) => {
      // Loaded here, so that help is quick.
      const { importPath } = await import('./import-run.ts');
      process.exitCode = await importPath(open, path, options);
    });
}
