import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawOf, splitOfDraw, type Ratios } from './draw.ts';
import type { Groupable, GroupBy } from './group.ts';
import { splitByRule, type SplitRule } from './rule.ts';

const key = fc.string({ minLength: 1, maxLength: 12, unit: 'binary' });
const item: fc.Arbitrary<Groupable> = fc.record({
  key,
  sequence: fc.option(key, { nil: undefined }),
  metadata: fc.dictionary(fc.constant('camera'), fc.oneof(key, fc.double(), fc.boolean())),
});
const ratios: fc.Arbitrary<Ratios> = fc
  .tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000))
  .filter((parts) => parts.some((part) => part > 0))
  .map(([train, val, test]) => {
    const sum = train + val + test;
    return { train: train / sum, val: val / sum, test: test / sum };
  });
const groupBy = fc.constantFrom<GroupBy>('none', 'sequence', 'folder', 'metadata.camera');
const rule: fc.Arbitrary<SplitRule> = fc.record({ ratios, seed: key, group_by: groupBy });

/** What an importer and a run over all items do: each item by itself. */
const dealt = (items: Groupable[], by: SplitRule) =>
  new Map(items.map((one) => [one.key, splitByRule(by, one)]));

describe('the split of an item', () => {
  it('does not move when items are added or come in another order', () => {
    fc.assert(
      fc.property(fc.array(item), fc.array(item), rule, (items, more, by) => {
        const keys = new Set(items.map((one) => one.key));
        const added = more.filter((one) => !keys.has(one.key));
        const before = dealt(items, by);
        const after = dealt([...added, ...items.toReversed()], by);
        // Of two with one key the other now comes first, which no dataset has.
        const single = items.filter((a) => items.filter((b) => a.key === b.key).length === 1);
        for (const one of single) expect(after.get(one.key)).toBe(before.get(one.key));
      }),
    );
  });

  it('is that of its group', () => {
    fc.assert(
      fc.property(key, key, key, rule, (group, a, b, by) => {
        const frame = (name: string): Groupable => ({
          key: by.group_by === 'folder' ? `${group}/${name.replaceAll('/', '')}.` : name,
          sequence: group,
          metadata: { camera: group },
        });
        if (by.group_by === 'none') return;
        expect(splitByRule(by, frame(a))).toBe(splitByRule(by, frame(b)));
      }),
    );
  });

  it('is never one whose part is 0', () => {
    fc.assert(
      fc.property(ratios, fc.constantFrom(0, 2 ** 47, 2 ** 48 - 1), (parts, draw) => {
        expect(parts[splitOfDraw(parts, draw)]).toBeGreaterThan(0);
      }),
    );
    const thirds = { train: 1 / 3, val: 2 / 3, test: 0 };
    expect(splitOfDraw(thirds, 2 ** 48 - 1)).toBe('val');
  });

  it('moves between neighbours only when a ratio grows', () => {
    for (let n = 0; n < 2000; n += 1) {
      const draw = drawOf('0', `${n}`);
      const before = splitOfDraw({ train: 0.7, val: 0.2, test: 0.1 }, draw);
      const after = splitOfDraw({ train: 0.8, val: 0.1, test: 0.1 }, draw);
      if (before !== after) expect([before, after]).toEqual(['val', 'train']);
    }
  });

  it('is the same on every machine', () => {
    // Changing this deals every dataset out anew.
    const draws = ['a.jpg', 'ö/1.jpg', ''].map((unit) => drawOf('7', unit));
    expect(draws).toEqual([77_250_659_580_367, 28_946_918_748_349, 93_960_799_171_452]);
  });
});

describe('the parts', () => {
  it.each(['0', '7', 'another seed'])('hold within chance with the seed %s', (seed) => {
    const [count, parts] = [20_000, { train: 0.8, val: 0.15, test: 0.05 }];
    const counts = { train: 0, val: 0, test: 0 };
    for (let n = 0; n < count; n += 1) {
      counts[splitOfDraw(parts, drawOf(seed, `images/${n}.jpg`))] += 1;
    }
    for (const split of ['train', 'val', 'test'] as const) {
      const part = parts[split];
      // Five standard deviations; the seeds are fixed, so this passes always or never.
      const allowed = 5 * Math.sqrt(count * part * (1 - part));
      expect(Math.abs(counts[split] - count * part)).toBeLessThan(allowed);
    }
  });

  it('of two seeds have nothing to do with each other', () => {
    const parts = { train: 0.5, val: 0.5, test: 0 };
    let same = 0;
    for (let n = 0; n < 10_000; n += 1) {
      const [a, b] = ['1', '2'].map((seed) => splitOfDraw(parts, drawOf(seed, `${n}`)));
      if (a === b) same += 1;
    }
    expect(Math.abs(same - 5000)).toBeLessThan(250);
  });
});
