import { expect, it } from 'vitest';
import { codes, collect } from '../testing/collect.ts';
import {
  annotation,
  completed,
  exportSource,
  item,
  label,
  media,
  project,
  run,
} from '../testing/export-source.ts';
import { memorySource } from '../testing/memory-source.ts';
import { readTar } from '../tar/read.ts';
import { tarEnd, tarFile } from '../tar/write.ts';
import { webdataset as reader } from './read.ts';
import { webdataset as writer } from './write.ts';

async function tar(files: Record<string, string>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (const [path, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    for await (const piece of tarFile(path, bytes.length, [bytes])) pieces.push(piece);
  }
  return Buffer.concat([...pieces, tarEnd()]);
}

it('writes samples whose key ends at the first dot', async () => {
  const car = label('car', 5);
  const items = [
    item('x.y/a.b.jpg', {
      media: media('1'),
      results: [completed('p', annotation(car, { type: 'classification' }))],
    }),
    item('noext', { media: media('2') }),
    item('c.JSON', { media: media('3') }),
  ];
  const { sink } = await run(writer, exportSource([project('p', [car])], items), {
    includeMedia: true,
  });
  const paths: string[] = [];
  const shard = sink.files.get('shard-000000.tar') ?? Buffer.alloc(0);
  async function* chunks() {
    yield shard;
  }
  for await (const { path, content } of readTar(chunks(), () => true)) {
    paths.push(path);
    if (path.endsWith('.cls')) expect(String(content)).toBe('5');
  }
  expect(paths).toEqual([
    ...['x.y/a%-b.jpg', 'x.y/a%-b.json', 'x.y/a%-b.cls'],
    ...['noext.bin', 'noext.json', 'c.bin', 'c.json'],
  ]);
});

it('reads images with classes, texts and any JSON beside them', async () => {
  const files = {
    'a-0.tar': await tar({
      'n1/1.jpg': 'image',
      'n1/1.cls': '3\n',
      'n1/1.txt': 'a cat',
      'n1/2.seg.png': 'mask',
      'n1/2.png': 'image',
      'n1/2.json': '{"weather":"night","id":7}',
      'n1/3.json': '{"key":"3.jpg","image_width":4,"image_height":3}',
    }),
    'a-1.tar': (await tar({ '4.jpg': 'a', '5.jpg': 'b', '6.jpg': 'c' })).subarray(0, 2500),
    'a-2.tgz': 'x',
    'labels.jsonl': '{"label":"3","color":"#010203"}',
  };
  const source = memorySource(files, 333);
  expect(await reader.detect(source)).toBe(true);
  const all = await collect(reader, source);
  expect(codes(all)).toEqual(['tar_compressed', 'sample_file_ignored@n1/2', 'tar_truncated']);
  expect(all.labels).toEqual([{ name: '3', color: '#010203' }]);
  expect(all.items).toMatchObject([
    { key: 'n1/1.jpg', path: 'a-0.tar', labelled: true, metadata: { txt: 'a cat' } },
    { key: 'n1/2.png', labelled: false, metadata: { weather: 'night', id: 7 } },
    { key: '3.jpg', width: 4 },
    { key: '4.jpg', path: 'a-1.tar' },
  ]);
  expect(all.annotations).toMatchObject([{ label: '3', geometry: { type: 'classification' } }]);
  expect(all.progress?.done).toBe(all.progress?.total);
});

it('keeps the image of a sample whose JSON is broken', async () => {
  const deep = `{"a":${'['.repeat(100)}${']'.repeat(100)}}`;
  const files = {
    '1.jpg': 'x',
    '1.json': '{',
    '2.jpg': 'x',
    '2.json': '[]',
    '3.jpg': 'x',
    '3.json': deep,
  };
  const all = await collect(reader, memorySource({ 'a.tar': await tar(files) }));
  expect(codes(all)).toEqual(['json_malformed@1', 'not_an_object@2', 'json_too_deep@3']);
  expect(all.items.map(({ key }) => key)).toEqual(['1.jpg', '2.jpg', '3.jpg']);
});

it.each([
  [{ 'a.tar': 'no tar', 'b.txt': '' }, false],
  [{ 'a.tar': Buffer.alloc(1024) }, true],
  [{ 'a.tar': Buffer.alloc(1024), 'a.jpg': 'x' }, false],
])('detects %#', async (files, expected) => {
  expect(await reader.detect(memorySource(files as Record<string, Buffer>))).toBe(expected);
});
