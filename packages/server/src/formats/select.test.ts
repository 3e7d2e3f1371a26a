import { expect, it } from 'vitest';
import type { ImportRecord, Selection } from './model.ts';
import { selectRecords } from './select.ts';

const item = (ref: string, hard = false): ImportRecord => ({
  kind: 'item',
  item: { ref, key: ref, labelled: true, metadata: { hard }, origin: { file: ref } },
});
const said = (itemRef: string, label: string, difficult = false): ImportRecord => ({
  kind: 'annotation',
  itemRef,
  annotation: {
    ...{ label, geometry: { type: 'classification' }, attributes: { difficult } },
    origin: { file: itemRef },
  },
});
const records = [
  item('a'),
  said('a', 'cat'),
  item('b', true),
  said('b', 'dog'),
  item('c'),
  said('c', 'cat'),
  said('c', 'dog', true),
  item('d'),
];

async function select(selection: Selection): Promise<string[]> {
  const found: string[] = [];
  const all = async function* () {
    yield* records;
  };
  for await (const record of selectRecords(all(), selection)) {
    if (record.kind === 'item') found.push(record.item.ref + (record.item.labelled ? '' : '?'));
    if (record.kind === 'annotation') found.push(record.annotation.label);
  }
  return found;
}

it.each<[Selection, string[]]>([
  [{}, ['a', 'cat', 'b', 'dog', 'c', 'cat', 'dog', 'd']],
  [{ annotations: false }, ['a?', 'b?', 'c?', 'd?']],
  [{ proposed: true }, ['a?', 'cat', 'b?', 'dog', 'c?', 'cat', 'dog', 'd?']],
  [{ included: ['dog'] }, ['b', 'dog', 'c', 'cat', 'dog']],
  [{ excluded: ['cat'] }, ['b', 'dog', 'd']],
  [{ hardOnly: true }, ['b', 'dog', 'c', 'cat', 'dog']],
  [{ included: ['cat'], excluded: ['dog'] }, ['a', 'cat']],
])('takes what is wanted: %j', async (selection, expected) => {
  expect(await select(selection)).toEqual(expected);
});
