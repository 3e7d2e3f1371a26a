import { expect, it } from 'vitest';
import { annotation, label } from '../../testing/export-source.ts';
import { provenanceOf } from './provenance.ts';

const by = (author?: string, createdAt?: string) => ({
  ...annotation(label('car', 0), { type: 'classification' }),
  ...(author !== undefined && { author }),
  ...(createdAt !== undefined && { createdAt }),
});

it.each([
  [undefined, 'human'],
  ['human/alice', 'human/alice'],
  ['bob@example.com', 'human/bob@example.com'],
  ['modelarts/active-learning', 'modelarts/active-learning'],
  ['humanoid', 'human/humanoid'],
])('names %s as %s', (author, annotatedBy) => {
  expect(provenanceOf([by(author)])).toEqual({ annotatedBy });
});

it('names no single one of several, and the last time', () => {
  const all = [
    by('human/a', '2026-01-02T03:04:05.678Z'),
    by('human/b', '2025-12-31T23:59:59.999Z'),
  ];
  expect(provenanceOf(all)).toEqual({
    annotatedBy: 'human',
    creationTime: '2026-01-02 03:04:05',
  });
  expect(provenanceOf([])).toEqual({ annotatedBy: 'human' });
});
