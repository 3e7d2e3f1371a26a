import { expect, it } from 'vitest';
import { detectFormat, importFormat } from './readers.ts';
import { memorySource } from './testing/memory-source.ts';

it.each([
  [{ 'export.json': '{"scheme_version":"1.0","export_info":{},"results":[]}' }, 'avala-json'],
  [{ 'annotations/a.json': '{"images":[],"annotations":[]}', 'images/1.jpg': '' }, 'coco'],
  [{ 'data.yaml': 'train: images\nnames: [a]', 'images/1.jpg': '' }, 'yolo'],
  [{ 'Annotations/1.xml': '<annotation/>', 'JPEGImages/1.jpg': '' }, 'voc'],
  [{ 'training/label_2/000000.txt': '', 'training/image_2/000000.png': '' }, 'kitti'],
  [{ 'a.tar': '\0'.repeat(1024), 'labels.jsonl': '{"label":"car"}' }, 'webdataset'],
  [{ 'images/a.jpg': '', 'metadata.jsonl': '{"file_name":"images/a.jpg"}' }, 'jsonl'],
  [{ 'images/a.jpg': '', 'items.csv': 'key,label\n', 'report.json': '{"annotations":{}}' }, 'csv'],
  [{ 'drive/001.jpg': '', 'drive/002.jpg': '' }, 'sequences'],
  [{ 'cats/tom.jpg': '' }, 'images'],
  [{ 'readme.md': '' }, undefined],
])('detects %j as %s', async (files, name) => {
  const format = await detectFormat(memorySource(files as Record<string, string>));
  expect(format?.name).toBe(name);
  expect(importFormat(name ?? 'none')).toBe(format);
});
