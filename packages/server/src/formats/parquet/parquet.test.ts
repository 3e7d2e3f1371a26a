import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, it } from 'vitest';
import { collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { compressors } from './compressors.ts';
import { parquet } from './read.ts';
import { parquetFile } from './write-table.ts';

const columns = [
  { name: 'key', type: 'text' as const },
  { name: 'metadata', type: 'json' as const },
];

async function fileOf(
  rows: Iterable<Record<string, unknown>>,
  limit?: { rows: number; characters: number },
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of parquetFile(columns, rows, limit)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const bufferOf = (file: Buffer): ArrayBuffer => new Uint8Array(file).buffer;

it('cuts row groups by rows and by characters', async () => {
  const limit = { rows: 3, characters: 1000 };
  const groupsOf = async (rows: Record<string, unknown>[]) => {
    const file = bufferOf(await fileOf(rows, limit));
    expect(await parquetReadObjects({ file })).toHaveLength(rows.length);
    return parquetMetadata(file).row_groups.map((group) => Number(group.num_rows));
  };
  const large = { key: 'a', metadata: { text: 'x'.repeat(600) } };
  expect(await groupsOf(Array.from({ length: 7 }, (_, at) => ({ key: `${at}` })))).toEqual([
    3, 3, 1,
  ]);
  expect(await groupsOf([large, large, large])).toEqual([2, 1]);
  expect(await groupsOf([])).toEqual([]);
});

it('reads tables that others wrote: lists, integers of 64 bits, columns of bytes', async () => {
  const file = parquetWriteBuffer({
    columnData: [
      { name: 'image_path', data: ['a.jpg', 'b.jpg'], type: 'STRING' },
      { name: 'category', data: ['cat', 'dog'], type: 'STRING' },
      { name: 'xmin', data: [1n, 2n], type: 'INT64' },
      { name: 'ymin', data: [1, 2], type: 'INT32' },
      { name: 'xmax', data: [5.5, 6.5], type: 'DOUBLE' },
      { name: 'ymax', data: [5.5, null], type: 'DOUBLE' },
      { name: 'track', data: [7n, null], type: 'INT64' },
      { name: 'bytes', data: [new Uint8Array([1]), new Uint8Array([255])], type: 'BYTE_ARRAY' },
    ],
  });
  const files = { 'a.parquet': Buffer.from(file), 'a.jpg': 'x', 'b.jpg': 'x' };
  expect(await parquet.detect(memorySource(files))).toBe(true);
  const all = await collect(parquet, memorySource(files));
  expect(all.annotations).toMatchObject([
    {
      label: 'cat',
      geometry: { type: 'bounding_box', x: 1, y: 1, width: 4.5, height: 4.5 },
      attributes: { track: 7 },
    },
  ]);
  expect(all.problems).toMatchObject([{ code: 'bbox_invalid', row: 2 }]);
});

it('ends at a damaged file, and never unpacks a bomb', async () => {
  const good = await fileOf([{ key: 'a.jpg', metadata: { text: 'x'.repeat(500) } }]);
  const bad = Buffer.from(good);
  bad.fill(0xff, 4, 60);
  await expect(collect(parquet, memorySource({ 'a.parquet': bad }))).rejects.toMatchObject({
    code: 'parquet_invalid',
  });
  const cut = memorySource({ 'a.parquet': good.subarray(0, -20) });
  expect(await parquet.detect(cut)).toBe(false);
  expect(() => compressors.SNAPPY?.(new Uint8Array(8), 2 ** 31)).toThrow(/too large/);
  expect(() => compressors.GZIP?.(new Uint8Array(8), 2 ** 40)).toThrow(/too large/);
});
