import { FormatError } from '../../errors.ts';
import { readText } from '../../files/text.ts';
import type { AnnotationRecord, ImportRecord, ImportSource } from '../../model.ts';
import { maskOfColor } from '../../png/mask.ts';
import { readPng, type Png } from '../../png/read.ts';
import { refused } from '../../problems.ts';
import { exactly } from '../../voc/exact.ts';
import { conventionOf, readObject } from '../../voc/objects.ts';
import { readSize } from '../../voc/size.ts';
import { parseXml, textOf, type XmlElement } from '../../voc/xml.ts';
import { findPlace } from '../places.ts';

/** One image's objects: 8 MiB are about 30,000 boxes. */
const MAX_XML_BYTES = 8 * 1024 * 1024;
/** A mask is held whole; as a PNG it is a hundredth of its pixels. */
const MAX_PNG_BYTES = 64 * 1024 * 1024;

/** What an annotation file says of its image. */
export interface VocContent {
  size: { width: number; height: number } | undefined;
  annotations: AnnotationRecord[];
  problems: ImportRecord[];
}

/** Reads the annotation file that a manifest names. What is wrong with it is among the problems. */
export async function readVoc(
  source: ImportSource,
  manifest: string,
  location: string,
  row: number | string,
): Promise<VocContent> {
  const content: VocContent = { size: undefined, annotations: [], problems: [] };
  const fail = (code: string, message: string) => {
    content.problems.push(refused(manifest, row, code, message));
    return content;
  };
  const file = await findPlace(source, manifest, location);
  if (file === undefined) {
    return fail('manifest_file_missing', `there is no annotation file ${location}`);
  }
  let annotation: XmlElement;
  try {
    annotation = parseXml(await readText(source, file, MAX_XML_BYTES));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return fail(error.code, `${file}: ${error.detail}`);
  }
  if (annotation.name !== 'annotation') {
    return fail('voc_not_annotation', `${file} holds <${annotation.name}>, not <annotation>`);
  }
  content.size = readSize(annotation);
  const mask = await readMask(source, manifest, textOf(annotation, 'mask_source'));
  const convention = {
    ...conventionOf(annotation),
    ...(mask && { maskOf: (object: XmlElement) => maskOf(mask, object) }),
  };
  const objects = annotation.children.filter(({ name }) => name === 'object');
  for (const [at, object] of objects.entries()) {
    for (const record of readObject(file, at + 1, object, '', convention)) {
      if (record.kind !== 'annotation') content.problems.push(record);
      else {
        const size = content.size ?? { width: 0, height: 0 };
        content.annotations.push(exactly(object, record.annotation, size));
      }
    }
  }
  return content;
}

/** The region that the mask shows in the object's colour. */
function maskOf(mask: Png, object: XmlElement) {
  const [, r, g, b] =
    /^(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})$/.exec(textOf(object, 'mask_color')) ?? [];
  if (r === undefined) return undefined;
  return maskOfColor(mask, (Number(r) << 16) | (Number(g) << 8) | Number(b));
}

async function readMask(source: ImportSource, manifest: string, place: string) {
  const path = place === '' ? undefined : await findPlace(source, manifest, place);
  const file = path === undefined ? undefined : await source.stat(path);
  if (path === undefined || !file || file.size > MAX_PNG_BYTES) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of source.read(path)) chunks.push(Buffer.from(chunk));
  return readPng(Buffer.concat(chunks));
}
