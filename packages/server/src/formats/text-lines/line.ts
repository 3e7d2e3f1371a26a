import { cleanText } from '../text.ts';

/** How labels stand behind the text of a line. */
export interface LineSeparators {
  /** Between the text and its labels. */
  sample: string;
  /** Between one label and the next. */
  label: string;
}

export const defaultSeparators: LineSeparators = { sample: '\t', label: ',' };

/** The text of a line and its labels, each once; without separators all of it is text. The last separator counts. */
export function cutLine(line: string, separators?: LineSeparators) {
  const at = separators ? line.lastIndexOf(separators.sample) : -1;
  if (!separators || at < 0) return { text: cleanText(line), labels: [] };
  const labels = labelsOf(line.slice(at + separators.sample.length), separators);
  return { text: cleanText(line.slice(0, at)), labels };
}

/** The labels of a list, each once. */
export function labelsOf(list: string, { label }: Pick<LineSeparators, 'label'>): string[] {
  const names = list.split(label).map((name) => cleanText(name).trim());
  return [...new Set(names)].filter((name) => name !== '');
}

/** Digits of a line number in a key, so that keys sort like lines. */
const LINE_DIGITS = 9;

/** The key of the item that a line of a file is; lines count from 1, also those without text. */
export const lineKey = (fileKey: string, line: number): string =>
  `${fileKey}/${String(line).padStart(LINE_DIGITS, '0')}`;
