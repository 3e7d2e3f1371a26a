import type { ClassMap } from '../../classes.ts';
import type { ReportCounter } from '../../model.ts';
import { DONT_CARE } from '../own.ts';

/** White space ends a column, and a control character is none that a reader expects. */
// eslint-disable-next-line no-control-regex
const UNFIT = /[\s\u0000-\u001f\u007f-\u009f]|\p{Cs}/gu;

/** The type of every class, by class index: one word each, unique. Reports those that are not the class's name. */
export function typesOf({ classes }: ClassMap, report: ReportCounter): Map<number, string> {
  const types = new Map<number, string>();
  // A name that is a word already stays what it is, whatever other names become.
  const taken = new Set(classes.map(({ name }) => name).filter((name) => wordOf(name) === name));
  for (const { index, name, label, project } of classes) {
    let type = wordOf(name);
    if (type !== name) {
      for (let count = 2; taken.has(type); count += 1) type = `${wordOf(name)}_${count}`;
      taken.add(type);
      report.labelChanged('whitespace_replaced', project.name, label.name);
    }
    types.set(index, type);
  }
  return types;
}

/** Whether readers take objects of that type for regions to ignore; the devkit does not look at the case. */
export function isDontCare(type: string): boolean {
  return type.toLowerCase() === DONT_CARE.toLowerCase();
}

const wordOf = (name: string) => name.replace(UNFIT, '_');
