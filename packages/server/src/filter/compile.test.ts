import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trees } from '../../test/filter/trees.ts';
import { compileFilter, parseFilter } from './index.ts';

const datasetUid = '01910000-0000-7000-8000-000000000001';

describe('compileFilter', () => {
  it('passes everything a request says as a parameter', () => {
    const hostile = fc.constant(`x'"; drop table items; --`);
    fc.assert(
      fc.property(trees({ text: hostile, name: hostile }), (node) => {
        const { sql: statement, values } = compileFilter(node, { datasetUid });
        expect(statement).not.toContain('drop');
        expect(statement.split('?').length - 1).toBe(values.length);
      }),
    );
  });

  it('names the dataset in every subquery of a big table', () => {
    fc.assert(
      fc.property(trees({ text: fc.constant('a'), name: fc.constant('b') }), (node) => {
        for (const reading of ['page', 'whole'] as const) {
          const statement = compileFilter(node, { datasetUid, reading }).sql.replace(/\s+/g, ' ');
          const subqueries = statement.match(/from (annotations|tasks|sequences) (\w)/g) ?? [];
          const bound = statement.match(
            /from (annotations|tasks|sequences) (\w) where \2\.dataset_uid = \?/g,
          );
          expect(bound ?? []).toHaveLength(subqueries.length);
        }
      }),
    );
  });

  it('resolves label names when it knows the labels', () => {
    const labels = [
      { uid: 'u1', name: 'car' },
      { uid: 'u2', name: 'Cart' },
      { uid: 'u3', name: 'car' },
    ];
    const uids = (filter: string) => {
      const query = compileFilter(parseFilter(filter), { datasetUid, labels });
      expect(query.sql).not.toContain('labels');
      return query.values[1];
    };
    expect(uids('label = Cart')).toBe('u2');
    expect(uids('label = car')).toEqual(['u1', 'u3']);
    expect(uids('label : CAR')).toEqual(['u1', 'u2', 'u3']);
    expect(uids('label = bus')).toEqual([]);
  });

  it('counts in one pass where all items are wanted', () => {
    const whole = (filter: string) =>
      compileFilter(parseFilter(filter), { datasetUid, reading: 'whole' }).sql.replace(/\s+/g, ' ');
    expect(whole('count(type = cuboid) >= 3')).toContain('having count(*) >= ?');
    expect(whole('count() < 3')).toMatch(/^\(not \(i\.uid in .* having count\(\*\) >= \?/);
    expect(whole('count() != 3')).toMatch(/^\(not \(i\.uid in .* having count\(\*\) = \?/);
    // An item without annotations has none to be grouped.
    expect(whole('count() >= 0')).not.toContain('having');
    expect(whole('count() < 0')).not.toContain('having');
    // Where on its item a box is cannot be asked without the item.
    expect(whole('count(NOT box.center_x < 0.5) >= 3')).not.toContain('having');
  });

  it('keeps the name __proto__ and a number of 20 digits', () => {
    const node = parseFilter('metadata.__proto__ = 12345678901234567890');
    expect(compileFilter(node, { datasetUid }).values).toContain(
      '{"__proto__":12345678901234567890}',
    );
  });

  it('escapes the wildcards of ILIKE', () => {
    const node = parseFilter('key : "50%_\\\\"');
    expect(compileFilter(node, { datasetUid }).values).toEqual(['%50\\%\\_\\\\%']);
  });
});
