import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { print } from '../../test/filter/print.ts';
import { trees } from '../../test/filter/trees.ts';
import { FilterError, parseFilter, type FilterNode, type Literal, type Operator } from './index.ts';

const text = (value: string): Literal => ({ kind: 'text', text: value });
const test = (field: string, operator: Operator, ...values: (string | Literal)[]) => {
  const [name = '', ...path] = field.split('.');
  return {
    kind: 'test',
    field: name,
    path,
    operator,
    values: values.map((value) => (typeof value === 'string' ? text(value) : value)),
  };
};
const car = test('label', '=', 'car');
const night = test('metadata.weather', '=', 'night');
const wide = test('width', '>', { kind: 'number', text: '640' });

// Properties take a second; a machine that runs everything at once is given more than the default five.
describe('parseFilter', { timeout: 30_000 }, () => {
  it.each<[string, unknown]>([
    ['label=car', car],
    ['  label\n= "car" ', car],
    ["label='car'", car],
    ['label=car&metadata.weather=night', { kind: 'and', nodes: [car, night] }],
    ['label=car and metadata."weather"=night', { kind: 'and', nodes: [car, night] }],
    [
      'label=car OR metadata.weather=night AND NOT width>640',
      { kind: 'or', nodes: [car, { kind: 'and', nodes: [night, { kind: 'not', node: wide }] }] },
    ],
    [
      '(label=car OR metadata.weather=night) & NOT width>640',
      {
        kind: 'and',
        nodes: [
          { kind: 'or', nodes: [car, night] },
          { kind: 'not', node: wide },
        ],
      },
    ],
    ['NOT NOT label=car', { kind: 'not', node: { kind: 'not', node: car } }],
    ['NOT(label=car)', { kind: 'not', node: car }],
    ['label not in ("a b",c)', test('label', 'NOT IN', 'a b', 'c')],
    ['key : a%_b', test('key', ':', 'a%_b')],
    ['key="a\\"\\\\\\n"', test('key', '=', 'a"\\\n')],
    ['key=order/and.jpg', test('key', '=', 'order/and.jpg')],
    ['key=2024-05-01T10:00:00+02:00', test('key', '=', '2024-05-01T10:00:00+02:00')],
    ['metadata.a.b!=null', test('metadata.a.b', '!=', { kind: 'null' })],
    ['metadata.in = True', test('metadata.in', '=', { kind: 'boolean', text: 'True' })],
    ['metadata.x = 007', test('metadata.x', '=', '007')],
    ['metadata.x = "5"', test('metadata.x', '=', '5')],
    [
      'metadata.x = 12345678901234567890',
      test('metadata.x', '=', { kind: 'number', text: '12345678901234567890' }),
    ],
    ['metadata.__proto__ = a', test('metadata.__proto__', '=', 'a')],
    ['metadata.größe = ü', test('metadata.größe', '=', 'ü')],
    ['COUNT( ) > 5', { kind: 'count', where: null, operator: '>', value: 5 }],
    ['count(label=car) >= 3', { kind: 'count', where: car, operator: '>=', value: 3 }],
  ])('reads %s', (filter, expected) => {
    expect(parseFilter(filter)).toEqual(expected);
  });

  it('reads back what was printed', () => {
    const any = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 12 })
      .filter((value) => !value.includes('\0'));
    fc.assert(
      fc.property(trees({ text: any, name: any }), (node: FilterNode) => {
        expect(parseFilter(print(node))).toEqual(node);
      }),
      { numRuns: 200 },
    );
  });

  it('answers any text with a tree or a FilterError', () => {
    const words = fc.constantFrom(
      ...[
        'label',
        'metadata',
        '.',
        'width',
        'count',
        '(',
        ')',
        '=',
        '!=',
        '<',
        ':',
        'IN',
        'NOT',
        'AND',
      ],
      ...[
        'or',
        '&',
        '|',
        '"',
        "'",
        '\\',
        ',',
        '*',
        '5',
        '1e999',
        'null',
        'car',
        '“',
        '!',
        ' ',
        '\n',
        '😀',
        '\0',
      ],
    );
    const tokens = fc.array(words, { maxLength: 12 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.oneof(tokens, fc.string({ unit: 'binary' })), (filter) => {
        try {
          parseFilter(filter);
        } catch (error) {
          expect(error).toBeInstanceOf(FilterError);
          const { column, length } = error as FilterError;
          expect(column + length).toBeLessThanOrEqual([...filter].length + 2);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
