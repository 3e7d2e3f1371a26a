import { describe, expect, it } from 'vitest';
import { columnOf, errorOf } from './errors.ts';

describe('errorOf', () => {
  it('takes the detail', () => {
    expect(errorOf(404, { detail: 'Not found.' })).toMatchObject({
      status: 404,
      message: 'Not found.',
    });
  });

  it('names the fields of a 400', () => {
    const error = errorOf(400, { name: ['Too long.', 'Taken.'], slug: ['Bad.'] });
    expect(error.message).toBe('Too long.');
    expect(error.field('slug')).toBe('Bad.');
    expect(error.field('other')).toBeUndefined();
  });

  it('survives a body that is no JSON object', () => {
    expect(errorOf(502, undefined).message).toBe('Error 502.');
    expect(errorOf(502, 'gateway').message).toBe('Error 502.');
  });
});

it('finds the column that a filter error names', () => {
  expect(columnOf('Expected a value after "=" at column 8.')).toBe(8);
  expect(columnOf('Invalid page.')).toBeUndefined();
});
