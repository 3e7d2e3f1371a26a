import type { ClassMap } from '../../classes.ts';
import type { ReportCounter } from '../../model.ts';
import { unicodeEscape } from './xml-text.ts';

/** What XML cannot hold, what breaks a line of `labelmap.txt`, and white space that readers cut off. */
// eslint-disable-next-line no-control-regex
const UNFIT = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]|\p{Cs}|^\s+|\s+$/gu;

/** The name of every class as it stands in the files, by class index. Reports those that had to be escaped. */
export function classNames({ classes }: ClassMap, report: ReportCounter): Map<number, string> {
  const names = new Map<number, string>();
  for (const { index, name, label, project } of classes) {
    const escaped = name.replace(UNFIT, (text) => Array.from(text, unicodeEscape).join(''));
    if (escaped !== name) {
      report.labelChanged('control_character_escaped', project.name, label.name);
    }
    names.set(index, escaped);
  }
  return names;
}
