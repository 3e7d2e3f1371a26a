import { expect, it } from 'vitest';
import type { ReadOptions } from '../model.ts';
import { collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { textLines } from './read.ts';

type Files = Record<string, string | Buffer>;

async function read(files: Files, options: ReadOptions = {}) {
  const format = { ...textLines, read: () => textLines.read(memorySource(files), options) };
  const { items, annotations } = await collect(format, memorySource(files));
  return items.map(({ key, ref, metadata, file, labelled }) => {
    const labels = annotations.filter(({ itemRef }) => itemRef === ref).map((one) => one.label);
    expect([file, labelled]).toEqual([true, labels.length > 0]);
    return [key, metadata?.['text'], ...labels];
  });
}

it('takes labels behind the last tab, set apart by commas', async () => {
  expect(await read({ 'a.txt': '\ufeffgood\tday\tpos, new\r\n\nplain\n' })).toEqual([
    ['a.txt/000000001', 'good\tday', 'pos', 'new'],
    ['a.txt/000000003', 'plain'],
  ]);
});

it('takes labels line by line from the file of results', async () => {
  const files = { 'a.txt': 'one\ntwo\nthree\n', 'a_result.txt': 'x,y\n\nz' };
  expect(await textLines.detect(memorySource(files))).toBe(true);
  expect(await read(files)).toEqual([
    ['a.txt/000000001', 'one', 'x', 'y'],
    ['a.txt/000000002', 'two'],
    ['a.txt/000000003', 'three', 'z'],
  ]);
});

it('reads GBK, other separators, and lines without labels', async () => {
  const gbk = Buffer.from([0xc4, 0xe3, 0xba, 0xc3, 0x7c, 0x61, 0x3b, 0x62]);
  const separators = { sampleSeparator: '|', labelSeparator: ';' };
  expect(await read({ 'a.csv': gbk }, separators)).toEqual([['a.csv/000000001', '你好', 'a', 'b']]);
  expect(await read({ 'a.txt': 'a\tb' }, { plain: true })).toEqual([['a.txt/000000001', 'a\tb']]);
});

it('is not taken for any text', async () => {
  expect(await textLines.detect(memorySource({ 'a.txt': 'x' }))).toBe(false);
});
