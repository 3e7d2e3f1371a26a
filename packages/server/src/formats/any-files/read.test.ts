import { expect, it } from 'vitest';
import { audioLabels } from '../audio-labels/read.ts';
import type { ImportFormat, ReadOptions } from '../model.ts';
import { tableRows } from '../table-rows/read.ts';
import { codes, collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { anyFiles } from './read.ts';

const read = (format: ImportFormat, files: Record<string, string>, options: ReadOptions = {}) => {
  const source = memorySource(files);
  return collect({ ...format, read: () => format.read(source, options) }, source);
};

it('takes every file, or those with a suffix', async () => {
  const files = { 'a/film.MP4': '', 'b.bin': '', '.hidden': '' };
  const all = await read(anyFiles, files);
  expect(all.items).toMatchObject([{ key: 'a/film.MP4', file: true }, { key: 'b.bin' }]);
  const videos = await read(anyFiles, files, { suffixes: ['.mp4'] });
  expect(videos.items.map(({ key }) => key)).toEqual(['a/film.MP4']);
  expect(codes(videos)).toEqual(['file_not_taken']);
});

it('takes recordings with the last folder as their label', async () => {
  const files = { 'in/dog/1.wav': '', '2.wav': '', 'notes.txt': '' };
  expect(await audioLabels.detect(memorySource(files))).toBe(true);
  const { items, annotations } = await read(audioLabels, files);
  expect(items.map(({ key, labelled }) => [key, labelled])).toEqual([
    ['2.wav', false],
    ['in/dog/1.wav', true],
  ]);
  expect(annotations).toMatchObject([{ label: 'dog', itemRef: 'in/dog/1.wav' }]);
  expect((await read(audioLabels, files, { plain: true })).annotations).toEqual([]);
  expect(await audioLabels.detect(memorySource({ 'a.jpg': '', 'a.wav': '' }))).toBe(false);
});

it('takes the rows of tables and refuses those of another width', async () => {
  const files = { 'a.csv': 'id,name\n1,"x, y"\n2\n', 'b.csv': '1,2,3\n' };
  const table = await read(tableRows, files, { columns: ['id', 'name'], header: true });
  expect(table.items).toMatchObject([
    { key: 'a.csv/000000002', file: true, metadata: { row: { id: '1', name: 'x, y' }, line: 2 } },
  ]);
  expect(codes(table)).toEqual(['table_columns_mismatch@3', 'table_columns_mismatch@1']);
  const found = await read(tableRows, { 'a.csv': 'k\nv\n' });
  expect(found.items).toMatchObject([{ metadata: { row: { k: 'v' } } }]);
});
