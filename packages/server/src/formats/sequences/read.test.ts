import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codes, collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { compareNaturally } from './order.ts';
import { sequences } from './read.ts';

const files = (...paths: string[]) =>
  memorySource(Object.fromEntries(paths.map((path) => [path, 'x'])));
const frames = async (...paths: string[]) => {
  const all = await collect(sequences, files(...paths));
  return all.items.map(
    ({ key, frame }) => `${key} ${frame?.sequence}|${frame?.view}|${frame?.index}`,
  );
};

describe('sequences.detect', () => {
  it.each([
    [['drive_1/000001.jpg', 'drive_1/000002.jpg', 'drive_2/frame_7.png'], true],
    [['sequences/a/1.jpg', 'sequences/b/2.jpg'], true],
    [['a/left/001.jpg', 'a/left/002.jpg', 'a/right/001.jpg'], true],
    [['a/001.jpg', 'b/002.jpg'], false],
    [['a/1.jpg', 'a/2.jpg'], false],
    [['a/left/1.jpg', 'a/1.jpg'], false],
    [['a/1.jpg', 'b.jpg'], false],
    [['a/cat.jpg'], false],
    [['train/n01/n01_10026.jpg'], false],
    [['images/1.jpg'], false],
    [['train/a/1.jpg'], false],
    [['a/b/c/1.jpg'], false],
    [['a/1.txt'], false],
    [[], false],
  ])('%j', async (paths, expected) => {
    expect(await sequences.detect(files(...paths))).toBe(expected);
  });
});

describe('sequences.read', () => {
  it('orders frames naturally and tells sequences apart', async () => {
    expect(await frames('b/frame_10.jpg', 'b/frame_2.jpg', 'a/x.jpg', 'ab/1.jpg')).toEqual([
      'a/x.jpg a||0',
      'ab/1.jpg ab||0',
      'b/frame_2.jpg b||0',
      'b/frame_10.jpg b||1',
    ]);
  });

  it('lines views up by number, with a gap where a view lacks a frame', async () => {
    expect(
      await frames(
        's/left/1.jpg',
        's/left/2.jpg',
        's/left/3.jpg',
        's/right/01.jpg',
        's/right/03.jpg',
      ),
    ).toEqual([
      's/left/1.jpg s|left|0',
      's/left/2.jpg s|left|1',
      's/left/3.jpg s|left|2',
      's/right/01.jpg s|right|0',
      's/right/03.jpg s|right|2',
    ]);
  });

  it('lines views up by position when each has its own time stamps', async () => {
    expect(
      await frames(
        's/l/1532402927604844000.jpg',
        's/l/1532402927704844000.jpg',
        's/r/1532402927604844001.jpg',
        's/r/1532402927704844001.jpg',
      ),
    ).toEqual([
      's/l/1532402927604844000.jpg s|l|0',
      's/l/1532402927704844000.jpg s|l|1',
      's/r/1532402927604844001.jpg s|r|0',
      's/r/1532402927704844001.jpg s|r|1',
    ]);
  });

  it('leaves out the top folder "sequences" and gives metadata', async () => {
    const all = await collect(sequences, files('sequences/s/front/007.jpg'));
    expect(all.items[0]).toMatchObject({
      key: 'sequences/s/front/007.jpg',
      frame: { sequence: 's', view: 'front', index: 0 },
      metadata: { sequence: 's', view: 'front', frame_number: 7 },
      labelled: false,
    });
  });

  it('reports what belongs to no sequence', async () => {
    const all = await collect(sequences, files('a.jpg', 's/1.jpg', 's/notes.txt', '.x/1.jpg'));
    expect(codes(all)).toEqual(['not_in_sequence', 'not_an_image']);
    expect(all.items).toHaveLength(1);
  });
});

describe('compareNaturally', () => {
  it('is an order', () => {
    const text = fc.stringMatching(/^[a01]{0,6}$/);
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(Math.sign(compareNaturally(a, b))).toBe(-Math.sign(compareNaturally(b, a)) + 0);
        expect(compareNaturally(a, b) === 0).toBe(a === b);
        if (compareNaturally(a, b) < 0 && compareNaturally(b, c) < 0) {
          expect(compareNaturally(a, c)).toBeLessThan(0);
        }
      }),
    );
  });
});
