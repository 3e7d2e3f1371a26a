import { expect, it } from 'vitest';
import { complete } from './complete.ts';

const known = {
  labels: ['car', 'traffic light'],
  metadata: ['weather', 'time of day'],
  valuesOf: (field: string) => (field === 'metadata.weather' ? ['fog', 'rain'] : []),
};

/** `|` is the caret; gives the text that the n-th option makes. */
function chosen(text: string, n = 0): string | undefined {
  const caret = text.indexOf('|');
  const plain = text.replace('|', '');
  const { from, to, options } = complete(plain, caret, known);
  const option = options[n];
  return option && plain.slice(0, from) + option.insert + plain.slice(to);
}
const texts = (text: string) =>
  complete(text.replace('|', ''), text.indexOf('|'), known).options.map((option) => option.text);

it('completes fields', () => {
  expect(chosen('lab|')).toBe('label ');
  expect(texts('|')).toContain('status');
  expect(chosen('split = train AND sta|')).toBe('split = train AND status ');
  expect(chosen('count(lab|')).toBe('count(label ');
});

it('completes operators', () => {
  expect(texts('label |')).toEqual(['=', '!=', 'IN', ':']);
  expect(texts('width |')).toContain('>=');
  expect(chosen('label |', 2)).toBe('label IN (');
});

it('completes values, quoted where needed', () => {
  expect(chosen('label = |')).toBe('label = car ');
  expect(chosen('label = tra|')).toBe('label = "traffic light" ');
  expect(chosen('label = "tra|')).toBe('label = "traffic light" ');
  expect(texts('status = com|')).toEqual(['completed']);
  expect(texts('metadata.weather = |')).toEqual(['fog', 'rain']);
  expect(chosen('label IN (car, tr|')).toBe('label IN (car, "traffic light"');
  expect(texts('split = |')).toContain('null');
});

it('completes names of metadata', () => {
  expect(chosen('metadata.w|')).toBe('metadata.weather ');
  expect(texts('metadata.|')).toEqual(['metadata.weather', 'metadata."time of day"']);
});

it('goes on after a comparison', () => {
  expect(texts('label = car |')).toEqual(['AND', 'OR']);
  expect(chosen('label = car a|')).toBe('label = car AND ');
  expect(texts('count(label = car) |')).toEqual(['AND', 'OR']);
});
