import { expect, it } from 'vitest';
import { DEFAULT_LINE_LABELS, lineKey, readLines } from './lines.ts';

it('each line with text is one, under its number in the file', () => {
  expect(readLines('\ufeffa\r\n\n  \nb\tc')).toEqual([
    { line: 1, text: 'a', labels: [] },
    { line: 4, text: 'b\tc', labels: [] },
  ]);
});

it('labels stand behind the last separator', () => {
  expect(readLines('good\tmorning\tnice, warm,,nice\nplain\n\tlost', DEFAULT_LINE_LABELS)).toEqual([
    { line: 1, text: 'good\tmorning', labels: ['nice', 'warm'] },
    { line: 2, text: 'plain', labels: [] },
  ]);
  expect(readLines('fine|a/b', { ofText: '|', ofLabels: '/' })[0]?.labels).toEqual(['a', 'b']);
});

it('keys sort like lines', () => {
  expect(lineKey('a.txt', 12)).toBe('a.txt/000000012.txt');
});
