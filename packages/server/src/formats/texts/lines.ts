/** A line of a text file that is an item of its own. */
export interface TextLine {
  /** From 1, lines without text counted. */
  line: number;
  text: string;
  labels: string[];
}

/** How labels stand behind the text of a line; undefined: they do not. */
export interface LineLabels {
  /** Between the text and its labels. */
  ofText: string;
  /** Between one label and the next. */
  ofLabels: string;
}

export const DEFAULT_LINE_LABELS: LineLabels = { ofText: '\t', ofLabels: ',' };

/** The lines that have text. Labels come behind the last separator; names without anything but spaces are none. */
export function readLines(content: string, labels?: LineLabels): TextLine[] {
  const lines = content.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  return lines.flatMap((one, at): TextLine[] => {
    const cut = labels ? one.lastIndexOf(labels.ofText) : -1;
    const text = cut < 0 ? one : one.slice(0, cut);
    if (text.trim() === '') return [];
    const names = labels && cut >= 0 ? namesOf(one.slice(cut + labels.ofText.length), labels) : [];
    return [{ line: at + 1, text, labels: names }];
  });
}

/** The names of labels in a list. */
export function namesOf(list: string, { ofLabels }: LineLabels): string[] {
  const names = list.split(ofLabels).map((name) => name.trim());
  return [...new Set(names)].filter((name) => name !== '');
}

/** Digits of a line's number: keys sort as the lines do. */
const DIGITS = 9;

/** The path of the item that a line of a file is: the same whenever the file is read. */
export const lineKey = (file: string, line: number): string =>
  `${file}/${String(line).padStart(DIGITS, '0')}.txt`;
