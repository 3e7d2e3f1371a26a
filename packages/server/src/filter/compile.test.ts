import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trees } from '../../test/filter/trees.ts';
import { compileFilter, parseFilter, plansAlike } from './index.ts';

const datasetUid = '01910000-0000-7000-8000-000000000001';

describe('compileFilter', () => {
  it('passes everything a request says as a parameter', () => {
    const hostile = fc.constant(`x'"; drop table items; --`);
    fc.assert(
      fc.property(trees({ text: hostile, name: hostile }), (node) => {
        const { text, values } = compileFilter(node, { datasetUid });
        expect(text).not.toContain('drop');
        expect(text.match(/\$\d+/g) ?? []).toHaveLength(values.length);
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

  describe('with the labels of the dataset', () => {
    const uid = (n: number) => `01910000-0000-7000-8000-00000000010${n}`;
    const labels = [
      { uid: uid(1), name: 'car' },
      { uid: uid(2), name: 'Cart' },
      { uid: uid(3), name: 'car' },
    ];
    const compiled = (filter: string) => compileFilter(parseFilter(filter), { datasetUid, labels });

    it('resolves their names', () => {
      const uids = (filter: string) => {
        const query = compiled(`${filter} AND state = confirmed`);
        expect(query.sql).not.toContain('labels');
        return query.values[1];
      };
      expect(uids('label = Cart')).toBe(uid(2));
      expect(uids('label = car')).toEqual([uid(1), uid(3)]);
      expect(uids('label : CAR')).toEqual([uid(1), uid(2), uid(3)]);
      expect(uids('label = bus')).toEqual([]);
    });

    it('writes them into a statement that has nothing else to plan for', () => {
      const query = compiled('label = Cart AND NOT count(label : CAR) >= 3');
      expect(query.values).toEqual([3]);
      expect(query.sql).toContain(`a.label_uid = '${uid(2)}'::uuid`);
      expect(query.sql).toContain(`any('{${uid(1)},${uid(2)},${uid(3)}}'::uuid[])`);
      expect(plansAlike(query)).toBe(true);
    });

    it.each(['label = car AND key = a', 'count(label = car AND type = cuboid) > 1', 'label : "x"'])(
      'says whether the values decide the plan: %s',
      (filter) => {
        expect(plansAlike(compiled(filter))).toBe(filter === 'label : "x"');
      },
    );

    it('takes nothing for a uid that is none', () => {
      const hostile = [{ uid: `'; drop table items; --`, name: 'car' }];
      expect(() =>
        compileFilter(parseFilter('label = car'), { datasetUid, labels: hostile }),
      ).toThrow('Not a uid');
    });
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
    const number = '12345678901234567890';
    expect(compileFilter(node, { datasetUid }).values).toEqual([
      `$ ? (@."__proto__" == ${number} || @."__proto__" == "${number}")`,
    ]);
    const deeper = parseFilter(`metadata.__proto__.a = ${number}`);
    expect(compileFilter(deeper, { datasetUid }).values).toContain(`{"__proto__":{"a":${number}}}`);
  });

  it('escapes the wildcards of ILIKE', () => {
    const node = parseFilter('key : "50%_\\\\"');
    expect(compileFilter(node, { datasetUid }).values).toEqual(['%50\\%\\_\\\\%']);
  });
});
