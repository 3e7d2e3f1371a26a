import { FormatError } from '../errors.ts';
import { hasFiles } from '../files/has-files.ts';
import { isHidden } from '../files/images.ts';
import { folderOf, join, nameOf } from '../files/paths.ts';
import { readLines, readText } from '../files/text.ts';
import type { ImportRecord, ImportSource } from '../model.ts';
import { cleanText, isObject } from '../text.ts';
import { parseYaml, readConfig, type YoloConfig } from './config.ts';

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

/** The dataset that a source holds: by its `data.yaml`, else by `classes.txt` beside `images/` and `labels/`. */
export async function findDataset(source: ImportSource): Promise<YoloDataset | undefined> {
  for await (const { path } of source.files('', ['.yaml', '.yml'])) {
    // `data.yaml`, or `archive/data.yaml` where an archive was unpacked into a folder of its own.
    if (!/\.ya?ml$/i.test(path) || path.split('/').length > 2 || isHidden(path)) continue;
    const yaml = await tryYaml(source, path);
    if (yaml) return { file: path, base: folderOf(path), ...readConfig(yaml, path) };
  }
  for await (const { path } of source.files('', ['classes.txt', 'obj.names'])) {
    if (!['classes.txt', 'obj.names'].includes(nameOf(path)) || path.split('/').length > 2)
      continue;
    const base = folderOf(path);
    if (await hasFiles(source, join(base, 'images'))) {
      return { file: path, base, config: await listedClasses(source, path), problems: [] };
    }
  }
  return undefined;
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

async function listedClasses(source: ImportSource, path: string): Promise<YoloConfig> {
  const names = new Map<number, string>();
  let line = 0;
  for await (const text of readLines(source, path)) {
    const name = cleanText(text).trim();
    if (name !== '') names.set(line, name);
    line += 1;
  }
  return { names, root: undefined, splits: [], keypoints: undefined };
}
