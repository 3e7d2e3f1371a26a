import { FormatError } from '../errors.ts';
import { hasFiles } from '../files/has-files.ts';
import { isHidden } from '../files/images.ts';
import { folderOf, join, nameOf } from '../files/paths.ts';
import { readText } from '../files/text.ts';
import type { ImportRecord, ImportSource } from '../model.ts';
import { isObject } from '../text.ts';
import { noConfig, parseYaml, readConfig, type YoloConfig } from './config.ts';
import { readDarknet } from './darknet.ts';
import { listedNames } from './names.ts';

/** 20,000 class names with comments take about 1 MB. */
const MAX_YAML_BYTES = 4 * 1024 * 1024;

export interface YoloDataset {
  /** The file that names the classes. */
  file: string;
  /** The folder in which that file lies. */
  base: string;
  config: YoloConfig;
  problems: ImportRecord[];
}

/**
 * The dataset that a source holds: by its `data.yaml`, else by Darknet's `obj.data`, else by `classes.txt` beside
 * `images/` and `labels/`.
 */
export async function findDataset(source: ImportSource): Promise<YoloDataset | undefined> {
  for await (const { path } of source.files('', ['.yaml', '.yml'])) {
    // `data.yaml`, or `archive/data.yaml` where an archive was unpacked into a folder of its own.
    if (!/\.ya?ml$/i.test(path) || path.split('/').length > 2 || isHidden(path)) continue;
    const yaml = await tryYaml(source, path);
    if (yaml) return { file: path, base: folderOf(path), ...readConfig(yaml, path) };
  }
  // One walk for both: a source may have millions of files.
  for await (const { path } of source.files('', ['.data', 'classes.txt', 'obj.names'])) {
    if (path.split('/').length > 2 || isHidden(path)) continue;
    const base = folderOf(path);
    const config = path.endsWith('.data')
      ? await readDarknet(source, path)
      : await readListed(source, path);
    if (config) return { file: path, base, config, problems: [] };
  }
  return undefined;
}

/** A class list beside `images/` and `labels/`. */
async function readListed(source: ImportSource, path: string): Promise<YoloConfig | undefined> {
  const isList = ['classes.txt', 'obj.names'].includes(nameOf(path));
  if (!isList || !(await hasFiles(source, join(folderOf(path), 'images')))) return undefined;
  return { ...noConfig, names: await listedNames(source, path) };
}

/** A YAML file that speaks of classes and splits; others (workflows, settings) are not meant. */
async function tryYaml(source: ImportSource, path: string) {
  const isData = /^(data|dataset)\.ya?ml$/i.test(nameOf(path));
  try {
    const yaml = parseYaml(await readText(source, path, MAX_YAML_BYTES), path);
    const hasClasses = isObject(yaml.names) || Array.isArray(yaml.names) || yaml.nc !== undefined;
    const hasSplits = ['train', 'val', 'test'].some((split) => yaml[split] !== undefined);
    return hasClasses && (hasSplits || isData) ? yaml : undefined;
  } catch (error) {
    if (error instanceof FormatError && !isData) return undefined;
    throw error;
  }
}
