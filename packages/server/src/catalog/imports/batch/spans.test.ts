import { expect, it } from 'vitest';
import type { AnnotationRecord, Geometry } from '../../../formats/model.ts';
import { fitAnnotations } from './annotations.ts';

const record = (geometry: Geometry, ref?: string): AnnotationRecord => ({
  label: 'x',
  geometry,
  origin: { file: 'a' },
  ...(ref !== undefined && { ref }),
});
const item = { uid: 'item', key: 'a.txt', width: 0, height: 0 };
const joins = record({ type: 'text_relation', from: 'E1', to: 'E2' }, 'R1');
const first = record({ type: 'text_span', start: 0, end: 4 }, 'E1');
const second = record({ type: 'text_span', start: 5, end: 9 }, 'E2');

it('gives a relation the uids of its spans, whatever comes first', () => {
  const { kept } = fitAnnotations('project', item, [joins, second, first]);
  expect(kept.map(({ type }) => type)).toEqual(['text_span', 'text_span', 'text_relation']);
  const [to, from, relation] = kept;
  expect(JSON.parse(relation?.geometry ?? '')).toEqual({
    type: 'text_relation',
    from: from?.uid,
    to: to?.uid,
  });
});

it('refuses a relation whose span is missing, and spans that end before they begin', () => {
  const backwards = record({ type: 'text_span', start: 9, end: 5 }, 'E2');
  const { kept, problems } = fitAnnotations('project', item, [first, backwards, joins]);
  expect(kept).toHaveLength(1);
  expect(problems.map(({ code }) => code)).toEqual(['span_invalid', 'unknown_span']);
});
