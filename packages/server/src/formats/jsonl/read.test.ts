import { expect, it } from 'vitest';
import { codes, collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { jsonl } from './read.ts';

const lines = (...rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');

it('reads the metadata of an image folder', async () => {
  const files = {
    'train/metadata.jsonl': lines(
      { file_name: '1.png', text: 'a cat', annotations: [{ label: 'cat', bbox: [1, 2, 3, 4] }] },
      { file_name: '2.png', text: 'nothing', size: { deep: [1] } },
    ),
    'train/1.png': 'x',
    'train/2.png': 'x',
  };
  expect(await jsonl.detect(memorySource(files))).toBe(true);
  const all = await collect(jsonl, memorySource(files, 7));
  expect(all.problems).toEqual([]);
  expect(all.items).toMatchObject([
    { key: '1.png', path: 'train/1.png', labelled: true, metadata: { text: 'a cat' } },
    { key: '2.png', labelled: false, metadata: { text: 'nothing', size: { deep: [1] } } },
  ]);
  expect(all.annotations).toMatchObject([
    { label: 'cat', geometry: { type: 'bounding_box', x: 1, y: 2, width: 3, height: 4 } },
  ]);
});

it('takes an export without items, with its classes', async () => {
  const files = { 'metadata.jsonl': '', 'labels.jsonl': lines({ label: 'cat', class_index: 3 }) };
  expect(await jsonl.detect(memorySource(files))).toBe(true);
  const all = await collect(jsonl, memorySource(files));
  expect([all.items, all.problems]).toEqual([[], []]);
  expect(all.labels).toMatchObject([{ name: 'cat' }]);
  expect(await jsonl.detect(memorySource({ 'metadata.jsonl': '', '1.png': 'x' }))).toBe(false);
});

it('reports broken lines and takes the others', async () => {
  const deep = `{"key":"d.jpg","metadata":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  const all = await collect(
    jsonl,
    memorySource({
      'items.jsonl': [
        lines({ key: 'a.jpg', image_width: 4, image_height: 3, annotations: [1, { x: 1 }] }),
        '{"key":',
        '',
        '[1]',
        deep,
        '{"key":"\xff',
        lines({ key: 'b.jpg', image_width: 4, image_height: 3, metadata: 'none' }),
      ].join('\n'),
    }),
  );
  expect(codes(all)).toEqual([
    'not_an_object@1: annotations[0]',
    'unknown_category@1: annotations[1]',
    'json_malformed@2',
    'not_an_object@4',
    'json_too_deep@5',
    'json_malformed@6',
    'value_invalid@7',
  ]);
  expect(all.items.map(({ key }) => key)).toEqual(['a.jpg', 'b.jpg']);
});
