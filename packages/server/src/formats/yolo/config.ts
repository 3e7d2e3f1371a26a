import { parse } from 'yaml';
import { FormatError } from '../errors.ts';
import type { ImportRecord, Split, YoloTask } from '../model.ts';
import { repaired } from '../problems.ts';
import { splitOf } from '../split.ts';
import { cleanText, isObject } from '../text.ts';
import { keypointNames, keypointShape } from './keypoints.ts';
import { taskOf } from './task.ts';

/** `nc` without names makes so many labels; the largest public taxonomies have about 20,000. */
const MAX_CLASSES = 100_000;
/** Nobody anchors classes; more aliases than this are a bomb. */
const MAX_ALIASES = 10;

export interface YoloConfig {
  /** Class index to label name; gaps are allowed. */
  names: Map<number, string>;
  /** `path`, as stated. */
  root: string | undefined;
  /** Folders or list files of each split, as stated. */
  splits: { split: Split | undefined; entries: string[] }[];
  /** Number of keypoints and values for each (2 or 3); undefined when the dataset has none. */
  keypoints: { count: number; size: 2 | 3 } | undefined;
  /** Names of the keypoints by class index; undefined when none are stated. */
  keypointNames: Map<number, string[]> | undefined;
  /** What the rows hold, if the file says so. */
  task: YoloTask | undefined;
}

/** Of a dataset without a `data.yaml`. */
export const noConfig: YoloConfig = {
  names: new Map(),
  root: undefined,
  splits: [],
  keypoints: undefined,
  keypointNames: undefined,
  task: undefined,
};

/** The mapping in a `data.yaml`; throws FormatError `yaml_invalid`. Tags other than YAML's own have no effect. */
export function parseYaml(text: string, file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parse(text, {
      version: '1.2',
      schema: 'core',
      maxAliasCount: MAX_ALIASES,
      logLevel: 'error',
      prettyErrors: false,
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'not YAML';
    throw new FormatError('yaml_invalid', detail, { file });
  }
  if (!isObject(value)) throw new FormatError('yaml_invalid', 'the YAML is no mapping', { file });
  return value;
}

/** What a `data.yaml` says, and what of it was not followed. Throws FormatError `yaml_invalid` without classes. */
export function readConfig(
  yaml: Record<string, unknown>,
  file: string,
): { config: YoloConfig; problems: ImportRecord[] } {
  const problems: ImportRecord[] = [];
  if (yaml.download !== undefined && yaml.download !== null) {
    const message = 'the script or address under "download" is never run';
    problems.push(repaired(file, undefined, 'download_ignored', message));
  }
  const { names } = yaml;
  const list = Array.isArray(names) ? names.map((name, i) => [String(i), name] as const) : [];
  const stated = isObject(names) ? Object.entries(names) : list;
  const numbered = stated.filter(([index]) => /^\d{1,9}$/.test(index));
  const count = Number(yaml.nc);
  if (numbered.length === 0 && !(Number.isInteger(count) && count > 0 && count <= MAX_CLASSES)) {
    throw new FormatError('yaml_invalid', 'there are neither "names" nor "nc"', { file });
  }
  if (yaml.nc !== undefined && numbered.length > 0 && count !== numbered.length) {
    const message = `nc is ${String(yaml.nc)}, but there are ${numbered.length} names; the names count`;
    problems.push(repaired(file, undefined, 'yolo_class_count', message));
  }
  const pairs: [number, string][] =
    numbered.length > 0
      ? numbered.map(([index, name]) => [Number(index), labelName(name, index)])
      : Array.from({ length: count }, (_, i) => [i, `class_${i}`]);
  const config: YoloConfig = {
    names: new Map(pairs),
    root: typeof yaml.path === 'string' ? yaml.path : undefined,
    splits: ['train', 'val', 'valid', 'validation', 'test'].flatMap((key) => {
      const split = splitOf(key);
      return split && yaml[key] !== undefined && yaml[key] !== null
        ? [{ split, entries: entriesOf(yaml[key]) }]
        : [];
    }),
    keypoints: keypointShape(yaml.kpt_shape),
    keypointNames: keypointNames(
      yaml.kpt_names,
      pairs.map(([index]) => index),
    ),
    task: taskOf(yaml, file),
  };
  return { config, problems };
}

function labelName(name: unknown, index: string): string {
  const text = typeof name === 'object' ? '' : cleanText(String(name)).trim();
  return text === '' ? `class_${index}` : text;
}

function entriesOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === 'string');
}
