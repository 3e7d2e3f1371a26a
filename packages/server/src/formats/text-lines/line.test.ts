import { expect, it } from 'vitest';
import { cutLine, defaultSeparators, labelsOf, lineKey } from './line.ts';

it('labels stand behind the last separator, each once', () => {
  expect(cutLine('good\tmorning\tnice, warm,,nice', defaultSeparators)).toEqual({
    text: 'good\tmorning',
    labels: ['nice', 'warm'],
  });
  expect(cutLine('fine|a/b', { sample: '|', label: '/' }).labels).toEqual(['a', 'b']);
  expect(labelsOf(' a ,b', defaultSeparators)).toEqual(['a', 'b']);
});

it('a line without a separator is all text', () => {
  expect(cutLine('plain', defaultSeparators)).toEqual({ text: 'plain', labels: [] });
  expect(cutLine('a\tb')).toEqual({ text: 'a\tb', labels: [] });
});

it('keys sort like lines', () => {
  expect([lineKey('a.txt', 12), lineKey('a.txt', 2)].sort()).toEqual([
    lineKey('a.txt', 2),
    'a.txt/000000012',
  ]);
});
