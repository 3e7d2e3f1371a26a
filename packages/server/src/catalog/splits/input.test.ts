import { expect, it } from 'vitest';
import { CatalogError } from '../errors.ts';
import { readAssignment, type SplitInput } from './input.ts';

function fieldsOf(input: SplitInput): Record<string, string[]> | undefined {
  try {
    readAssignment(input);
  } catch (error) {
    if (error instanceof CatalogError) return error.fields;
    throw error;
  }
  return undefined;
}

const ratios = { train: 0.8, val: 0.2 };

it.each<[SplitInput, string, string]>([
  [{}, 'ratios', 'Give either split or ratios.'],
  [{ ratios, split: null }, 'split', 'Give either split or ratios.'],
  [{ split: 'val', seed: '7' }, 'seed', 'Only ratios use this.'],
  [{ split: 'val', group_by: 'none' }, 'group_by', 'Only ratios use this.'],
  [{ ratios: { dev: 1 } }, 'ratios', '"dev" is no split. There are train, val, test.'],
  [{ ratios: { train: 1.2, val: -0.2 } }, 'ratios', 'train: give a part from 0 to 1.'],
  [{ ratios: { train: NaN } }, 'ratios', 'train: give a part from 0 to 1.'],
  [{ ratios: { train: 0.8, test: 0.1 } }, 'ratios', 'Together they are 0.9, not 1.'],
  [{ ratios: { train: 80 } }, 'ratios', 'train: give a part from 0 to 1.'],
  [{ ratios: {} }, 'ratios', 'Together they are 0, not 1.'],
  [{ ratios, seed: '' }, 'seed', 'A seed has 1 to 200 characters.'],
])('%j is refused on %s', (input, field, message) => {
  expect(fieldsOf(input)).toEqual({ [field]: [message] });
});

it('refuses an unknown group and a bad filter on their fields', () => {
  expect(Object.keys(fieldsOf({ ratios, group_by: 'view' }) ?? {})).toEqual(['group_by']);
  expect(Object.keys(fieldsOf({ split: null, filter: 'nothing' }) ?? {})).toEqual(['filter']);
});

it('fills in what is not said, and takes three times a third', () => {
  expect(readAssignment({ ratios })).toEqual({
    to: { rule: { ratios: { train: 0.8, val: 0.2, test: 0 }, seed: '0', group_by: 'sequence' } },
    filter: null,
    onlyUnassigned: false,
  });
  expect(fieldsOf({ ratios: { train: 0.333, val: 0.333, test: 0.333 } })).toBeUndefined();
  expect(readAssignment({ split: null, filter: ' ' })).toMatchObject({
    to: { split: null },
    filter: null,
  });
});
