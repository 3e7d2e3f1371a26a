import { stringify } from 'yaml';
import type { ClassMap } from '../../classes.ts';
import type { ReportCounter, Split, YoloTask } from '../../model.ts';
import { SPLITS } from '../../split.ts';
import type { PoseLayout } from './pose-layout.ts';

/** What YAML does not take as it is, even between quotes. */
const NOT_PRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/**
 * `data.yaml`. No `path`: without it the folder of the file itself counts. Never a `download`: trainers run it as
 * code. `train` and `val` are mandatory, so each stands in for the other when that is empty. `task` is for readers that
 * cannot tell a turned box from a polygon of four points; trainers pass over it.
 */
export function dataYaml(
  classes: ClassMap,
  used: ReadonlySet<Split>,
  task: YoloTask,
  pose?: PoseLayout,
): string {
  const train = used.has('train') || !used.has('val') ? 'train' : 'val';
  const folders: Partial<Record<Split, Split>> = {
    train,
    val: used.has('val') ? 'val' : train,
    ...(used.has('test') ? { test: 'test' as const } : {}),
  };
  const names = classNames(classes);
  const document = {
    ...Object.fromEntries(
      SPLITS.flatMap((split) => (folders[split] ? [[split, `images/${folders[split]}`]] : [])),
    ),
    task,
    nc: names.length,
    names: new Map(names.entries()),
    ...(pose ? keypointFields(pose) : {}),
  };
  // Quoted always: a name can then not be read as a number, a list or another key.
  return stringify(document, {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    lineWidth: 0,
    // Two labels may share one list of keypoints; some readers refuse aliases.
    aliasDuplicateObjects: false,
  }).replace(NOT_PRINTABLE, unicodeEscape);
}

function keypointFields({ count, names, flip }: PoseLayout): object {
  return {
    kpt_shape: [count, 3],
    ...(flip ? { flip_idx: flip } : {}),
    ...(names.size > 0 ? { kpt_names: names } : {}),
  };
}

/** `classes.txt`: one name per line, the line number is the index. Reports the names that would break a line. */
export function classesText(classes: ClassMap, report: ReportCounter): string {
  for (const { name, label, project } of classes.classes) {
    if (name.search(CONTROLS) >= 0) {
      report.labelChanged('control_character_escaped', project.name, label.name);
    }
  }
  return classNames(classes)
    .map((name) => `${name.replace(CONTROLS, unicodeEscape)}\n`)
    .join('');
}

/** By index. A class index without a class gets a name too: trainers drop images when the names do not reach. */
function classNames({ classes, size }: ClassMap): string[] {
  const names = Array.from({ length: size }, (_, index) => `unused_${index}`);
  for (const { index, name } of classes) names[index] = name;
  return names;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
