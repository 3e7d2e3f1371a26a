import type { Readable } from 'node:stream';
import { hundredthsOf } from '../dataset/manifest.ts';
import { readZip } from './zip.ts';

export type ExportFormatName = 'avala-json-external' | 'COCO' | 'YOLO';

/** What an archive really holds, read back from its bytes. */
export interface ArchiveContent {
  items: number;
  /** Annotations by name of the class. */
  classes: Record<string, number>;
  /** As in the manifest, where the format keeps boxes as they are. */
  boxSum?: number;
}

/** Reads an archive in constant memory: documents by what their lines look like, label files row by row. */
export async function readArchive(path: string, format: ExportFormatName): Promise<ArchiveContent> {
  const ids = new Map<string, number>();
  const content: ArchiveContent = {
    items: 0,
    classes: {},
    ...(format === 'COCO' && { boxSum: 0 }),
  };
  let names: string[] = [];
  for await (const entry of readZip(path)) {
    if (format === 'YOLO') {
      if (entry.name === 'classes.txt') names = (await textOf(entry.content)).trimEnd().split('\n');
      else if (entry.name.startsWith('labels/')) {
        content.items += 1;
        for (const row of (await textOf(entry.content)).split('\n')) count(ids, row.split(' ')[0]);
      } else entry.content.destroy();
    } else if (entry.name.endsWith('.json') && entry.name !== 'report.json') {
      const found = await readDocument(entry.content, format, ids, content);
      if (found) names = found;
    } else entry.content.destroy();
  }
  for (const [id, times] of ids) content.classes[nameOf(format, names, id)] = times;
  return content;
}

function nameOf(format: ExportFormatName, names: string[], id: string): string {
  if (format === 'avala-json-external') return id;
  return names[Number(id)] ?? `class ${id}`;
}

function count(ids: Map<string, number>, id: string | undefined): void {
  if (id !== undefined && id !== '') ids.set(id, (ids.get(id) ?? 0) + 1);
}

/** Both documents have one element per line. Returns the names of COCO's classes by id. */
async function readDocument(
  text: Readable,
  format: ExportFormatName,
  ids: Map<string, number>,
  content: ArchiveContent,
): Promise<string[] | undefined> {
  let names: string[] | undefined;
  for await (const line of linesOf(text)) {
    if (format === 'COCO') {
      if (line.startsWith('"categories":')) names = categoriesOf(line);
      if (line.includes('"file_name":')) content.items += 1;
      const found = /"category_id":(\d+).*?"bbox":\[([^\]]*)\]/.exec(line);
      count(ids, found?.[1]);
      if (found)
        content.boxSum =
          (content.boxSum ?? 0) + hundredthsOf((found[2] ?? '').split(',').map(Number));
    } else {
      if (line.includes('"ref_id":')) content.items += 1;
      for (const [, label] of line.matchAll(/\{"label":"((?:[^"\\]|\\.)*)","type"/g)) {
        count(ids, JSON.parse(`"${label}"`) as string);
      }
    }
  }
  return names;
}

function categoriesOf(line: string): string[] {
  const list = /"categories":(\[.*?\]),?$/.exec(line)?.[1] ?? '[]';
  const names: string[] = [];
  for (const { id, name } of JSON.parse(list) as { id: number; name: string }[]) names[id] = name;
  return names;
}

async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let rest = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
