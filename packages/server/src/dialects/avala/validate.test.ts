import {
  CreateDataset,
  CreateExport,
  CreateExportShort,
  CreateSlice,
  UpdateItem,
} from '@sheaf/contract/avala';
import type { TSchema } from '@sheaf/contract/schema';
import { describe, expect, test } from 'vitest';
import { bodyOf, FieldError } from './validate.ts';

function errors(schema: TSchema, body: unknown): unknown {
  try {
    bodyOf(schema)(body);
  } catch (error) {
    if (error instanceof FieldError) return error.fields;
    throw error;
  }
  return undefined;
}

const uid = '550e8400-e29b-41d4-a716-446655440000';
const required = ['This field is required.'];
const blank = ['This field may not be blank.'];
const notNull = ['This field may not be null.'];

/** One bad field in an otherwise good body, and what is said of it. Texts of Django REST framework 3. */
function table(
  schema: TSchema,
  good: object,
  rows: [field: string, value: unknown, text: string[]][],
) {
  test('takes the good body', () => expect(errors(schema, good)).toBeUndefined());
  test.each(rows)('%s: %j', (field, value, text) => {
    expect(errors(schema, { ...good, [field]: value })).toEqual({ [field]: text });
  });
}

describe('a dataset', () => {
  table(CreateDataset, { name: 'A', slug: 'a', data_type: 'image', unknown: [] }, [
    ['name', undefined, required],
    ['name', null, notNull],
    ['name', '', blank],
    ['name', ' \t\n ', blank],
    ['name', 5, ['Not a valid string.']],
    ['name', true, ['Not a valid string.']],
    ['name', ['a'], ['Not a valid string.']],
    ['name', 'x'.repeat(256), ['Ensure this field has no more than 255 characters.']],
    [
      'slug',
      'a b',
      ['Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.'],
    ],
    ['slug', '', blank],
    ['data_type', 'audio', ['"audio" is not a valid choice.']],
    ['data_type', '', ['"" is not a valid choice.']],
    ['data_type', 5, ['"5" is not a valid choice.']],
    ['data_type', true, ['"True" is not a valid choice.']],
    ['data_type', null, notNull],
    ['visibility', 'Public', ['"Public" is not a valid choice.']],
    ['is_sequence', 'maybe', ['Must be a valid boolean.']],
    ['is_sequence', null, notNull],
    ['owner_name', 5, ['Not a valid string.']],
    ['metadata', 'x', ['Expected a dictionary of items but got type "str".']],
    ['metadata', [], ['Expected a dictionary of items but got type "list".']],
    ['provider_config', 1.5, ['Expected a dictionary of items but got type "float".']],
  ]);
});

describe('an export', () => {
  const good = { name: 'A', format: 'YOLO', datasets: [uid], projects: [], slices: [] };
  table(CreateExport, good, [
    ['format', 'invalid', ['"invalid" is not a valid choice.']],
    ['datasets', undefined, required],
    ['datasets', null, notNull],
    ['datasets', uid, ['Expected a list of items but got type "str".']],
    ['datasets', { a: 1 }, ['Expected a list of items but got type "dict".']],
    ['datasets', 7, ['Expected a list of items but got type "int".']],
    ['datasets', [uid, 'x'], ['Must be a valid UUID.']],
    ['datasets', [5], ['Must be a valid UUID.']],
    ['filter_query_string', 5, ['Not a valid string.']],
    ['strict', 'yes', ['Must be a valid boolean.']],
  ]);
  table(CreateExportShort, { dataset: null, project: uid.replaceAll('-', '').toUpperCase() }, [
    ['dataset', 'x', ['Must be a valid UUID.']],
    ['dataset', false, ['Must be a valid UUID.']],
    ['format', null, notNull],
  ]);
});

describe('a slice', () => {
  table(CreateSlice, { name: 'A', dataset: uid, description: null, random_selection_count: 3 }, [
    ['dataset', 5, ['Must be a valid UUID.']],
    ['dataset', null, notNull],
    ['description', [], ['Not a valid string.']],
    ['mode', 'frozen', ['"frozen" is not a valid choice.']],
    ['random_selection_count', 0, ['Ensure this value is greater than or equal to 1.']],
    ['random_selection_count', 2 ** 31, ['Ensure this value is less than or equal to 2147483647.']],
    ['random_selection_count', 1.5, ['A valid integer is required.']],
    ['random_selection_count', '3', ['A valid integer is required.']],
  ]);
});

test('every bad field is named at once', () => {
  expect(
    errors(CreateExport, { format: 'invalid', datasets: [], projects: [], slices: [] }),
  ).toEqual({
    name: required,
    format: ['"invalid" is not a valid choice.'],
  });
});

test.each<[unknown, string]>([
  [null, 'No data provided'],
  [[], 'Invalid data. Expected a dictionary, but got list.'],
  ['x', 'Invalid data. Expected a dictionary, but got str.'],
  [5, 'Invalid data. Expected a dictionary, but got int.'],
  [1.5, 'Invalid data. Expected a dictionary, but got float.'],
  [false, 'Invalid data. Expected a dictionary, but got bool.'],
])('the body %j is no dictionary', (body, message) => {
  expect(errors(CreateSlice, body)).toEqual({ non_field_errors: [message] });
});

test('no body is an empty one', () => {
  expect(errors(CreateSlice, undefined)).toEqual({ name: required, dataset: required });
  expect(errors(UpdateItem, undefined)).toBeUndefined();
});

test('names lose the blanks around them, filters and values do not', () => {
  const given = { name: ' A\u00a0', dataset: uid, description: ' d ', filter_query_string: ' x ' };
  expect(bodyOf(CreateSlice)(given)).toEqual({ ...given, name: 'A' });
  const long = { name: ` ${'é'.repeat(255)} `, dataset: uid };
  expect(errors(CreateSlice, long)).toBeUndefined();
});

test('names of Object.prototype are fields like others', () => {
  const body = JSON.parse('{"constructor":1,"toString":2,"name":"A"}') as unknown;
  expect(errors(CreateSlice, body)).toEqual({ dataset: required });
});
