import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DatasetType, SampleLabel } from '@sheaf/contract/modelarts';
import type { Attributes, Geometry } from '../../../../formats/model.ts';
import { fromLabel } from './from-label.ts';
import { toLabel } from './to-label.ts';

const uid = '019a0000-0000-7000-8000-000000000001';
const id = '019a0000000070008000000000000001';
const other = '019a0000-0000-7000-8000-000000000002';

const shown = (kind: DatasetType, geometry: Geometry, attributes: Attributes = {}) =>
  toLabel({ uid, label: 'car', geometry, attributes }, kind);
const feature = (shape: string, points: number[][]) => ({
  '@modelarts:shape': shape,
  '@modelarts:feature': points,
});

describe('the examples of the document', () => {
  it.each<[DatasetType, SampleLabel['property'], Geometry, Attributes]>([
    [
      1,
      feature('bndbox', [
        [0, 10],
        [50, 95],
      ]),
      { type: 'bounding_box', x: 0, y: 10, width: 50, height: 85 },
      {},
    ],
    [
      1,
      feature('polygon', [
        [0, 100],
        [50, 95],
        [10, 60],
        [500, 400],
      ]),
      { type: 'polygon', parts: [[0, 100, 50, 95, 10, 60, 500, 400]], box: [0, 60, 500, 340] },
      {},
    ],
    [
      1,
      feature('circle', [[100, 100], [50]]),
      { type: 'bounding_box', x: 50, y: 50, width: 100, height: 100 },
      { shape: 'circle' },
    ],
    [
      1,
      feature('line', [
        [0, 100],
        [50, 95],
      ]),
      {
        type: 'polyline',
        vertices: [
          [0, 100],
          [50, 95],
        ],
      },
      { shape: 'line' },
    ],
    [
      1,
      feature('dashed', [
        [0, 100],
        [50, 95],
      ]),
      {
        type: 'polyline',
        vertices: [
          [0, 100],
          [50, 95],
        ],
      },
      { shape: 'dashed' },
    ],
    [
      1,
      feature('point', [[0, 100]]),
      { type: 'keypoints', points: [[0, 100, 2]], box: [0, 100, 0, 0] },
      {},
    ],
    [
      1,
      feature('polyline', [
        [0, 100],
        [50, 95],
        [10, 60],
        [500, 400],
      ]),
      {
        type: 'polyline',
        vertices: [
          [0, 100],
          [50, 95],
          [10, 60],
          [500, 400],
        ],
      },
      {},
    ],
    [
      101,
      { '@modelarts:start_index': 0, '@modelarts:end_index': 23 },
      { type: 'text_span', start: 0, end: 23 },
      {},
    ],
    [
      202,
      {
        '@modelarts:start_time': '00:01:10.123',
        '@modelarts:end_time': '01:00:15.500',
        '@modelarts:content': 'Hello',
        '@modelarts:source': 'Tom',
      },
      { type: 'audio_span', start: 70.123, end: 3615.5 },
      { content: 'Hello', source: 'Tom' },
    ],
    [201, { '@modelarts:content': 'Hello' }, { type: 'transcript', content: 'Hello' }, {}],
    [
      0,
      {
        '@modelarts:hard': 'true',
        '@modelarts:hard_coefficient': '0.8',
        '@modelarts:hard_reasons': '3-20-21-19',
        x: 'y',
      },
      { type: 'classification' },
      { hard: true, hard_coefficient: 0.8, hard_reasons: [3, 20, 21, 19], x: 'y' },
    ],
  ])('of a dataset of type %j: %j', (kind, property = {}, geometry, attributes) => {
    const read = fromLabel({ name: 'car', property }, kind);
    expect(read).toMatchObject({ label: 'car', geometry, attributes });
    expect(Object.keys(read.attributes ?? {}).sort()).toEqual(Object.keys(attributes).sort());
    expect(shown(kind, geometry, attributes).property).toEqual(property);
  });
});

it('labels are of the type of their dataset; relations and entities have their own', () => {
  expect(shown(100, { type: 'classification' })).toEqual({
    name: 'car',
    type: 100,
    id,
    property: {},
  });
  expect(shown(102, { type: 'text_span', start: 0, end: 1 }).type).toBe(103);
  expect(shown(102, { type: 'text_relation', from: uid, to: other })).toMatchObject({
    ...{
      type: 102,
      property: { '@modelarts:from': id, '@modelarts:to': other.replaceAll('-', '') },
    },
  });
  expect(
    shown(3, {
      type: 'polyline',
      vertices: [
        [0, 0],
        [1, 1],
      ],
    }).type,
  ).toBe(3);
});

it.each<[DatasetType, SampleLabel, string]>([
  [1, { name: 'car' }, 'property.@modelarts:feature is required'],
  [1, { name: 'car', property: feature('star', [[0, 0]]) }, '@modelarts:shape must be one of'],
  [
    1,
    {
      name: 'car',
      property: feature('bndbox', [
        [5, 5],
        [1, 9],
      ]),
    },
    'has not the points of a bndbox',
  ],
  [
    1,
    {
      name: 'car',
      property: feature('circle', [
        [5, 5],
        [1, 9],
      ]),
    },
    'has not the points of a circle',
  ],
  [0, { property: {} }, 'name is required'],
  [
    101,
    { name: 'a', property: { '@modelarts:start_index': 3, '@modelarts:end_index': 3 } },
    'must come after',
  ],
  [
    101,
    { name: 'a', property: { '@modelarts:start_index': -1, '@modelarts:end_index': 3 } },
    'whole number',
  ],
  [202, { property: { '@modelarts:start_time': 'noon' } }, 'must be hh:mm:ss.SSS'],
  [0, { name: 'a', property: { '@modelarts:hard_coefficient': '2' } }, 'from 0 to 1'],
])('in a dataset of type %j refuses %j', (kind, label, message) => {
  expect(() => fromLabel(label, kind)).toThrow(message);
});

it('a recording needs no name', () => {
  expect(fromLabel({ property: { '@modelarts:content': 'x' } }, 201).label).toBe('content');
});

describe('what a label says comes back', () => {
  const eighths = (min: number, max: number) =>
    fc.integer({ min: min * 8, max: max * 8 }).map((n) => n / 8);
  const point = fc.tuple(eighths(0, 600), eighths(0, 400));
  const bounding = fc
    .tuple(eighths(0, 300), eighths(0, 200), eighths(1, 300), eighths(1, 200))
    .map(([x, y, width, height]): Geometry => ({ type: 'bounding_box', x, y, width, height }));
  const span = fc.tuple(fc.nat(500), fc.integer({ min: 1, max: 50 }));
  const cases: Record<string, [DatasetType, fc.Arbitrary<Geometry>, Attributes?]> = {
    box: [1, bounding],
    circle: [
      1,
      fc.tuple(point, eighths(1, 90)).map(([[cx, cy], r]) => ({
        ...{ type: 'bounding_box', x: cx - r, y: cy - r, width: 2 * r, height: 2 * r },
      })),
      { shape: 'circle' },
    ],
    dashed: [
      1,
      fc.tuple(point, point).map((vertices) => ({ type: 'polyline', vertices })),
      { shape: 'dashed' },
    ],
    polyline: [
      1,
      fc.array(point, { minLength: 2 }).map((vertices) => ({ type: 'polyline', vertices })),
    ],
    point: [
      1,
      point.map(([x, y]) => ({ type: 'keypoints', points: [[x, y, 2]], box: [x, y, 0, 0] })),
    ],
    classification: [0, fc.constant({ type: 'classification' })],
    entity: [
      101,
      span.map(([start, length]) => ({ type: 'text_span', start, end: start + length })),
    ],
    relation: [102, fc.constant({ type: 'text_relation', from: uid, to: other })],
    transcript: [
      201,
      fc.string({ unit: 'grapheme' }).map((content) => ({ type: 'transcript', content })),
    ],
    speech: [
      202,
      span.map(([start, length]) => ({
        type: 'audio_span',
        start: start / 8,
        end: (start + length) / 8,
      })),
      { source: 'Tom', content: 'Hello' },
    ],
  };
  const attribute = fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.array(fc.string()));
  const free = fc.dictionary(fc.stringMatching(/^x_[a-z]{1,5}$/), attribute, { maxKeys: 3 });
  const known = fc.record(
    {
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      hard: fc.boolean(),
      hard_coefficient: fc.double({ min: 0.001, max: 1, noNaN: true }),
      hard_reasons: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1 }),
    },
    { requiredKeys: [] },
  );
  it.each(Object.keys(cases))('%s', (name) => {
    const [kind, geometries, fixed = {}] = cases[name] ?? [
      0,
      fc.constant({ type: 'classification' }),
    ];
    fc.assert(
      fc.property(geometries, free, known, (geometry, more, hardness) => {
        const attributes: Attributes = { ...fixed, ...more, ...hardness };
        const read = fromLabel(shown(kind, geometry, attributes), kind);
        expect(read).toMatchObject({ ref: uid, label: 'car', geometry, attributes });
      }),
      { numRuns: 60 },
    );
  });
});
