import { FormatError } from '../errors.ts';
import { readText } from '../files/text.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import type { ImportRecord, ImportSource } from '../model.ts';
import { refused, repaired } from '../problems.ts';
import { findImage, type VocFile } from './layout.ts';
import { parseXml, textOf, type XmlElement } from './xml.ts';

/** One image's objects: 8 MiB are about 30,000 boxes. */
const MAX_XML_BYTES = 8 * 1024 * 1024;

/** An annotation file with what it says and the image that it is about. */
export interface OpenFile extends VocFile {
  annotation?: XmlElement;
  image?: { path: string; key: string };
  problem?: ImportRecord;
}

/** Reads the file and finds its image; what is wrong with it is a `problem`. */
export async function openFile(source: ImportSource, file: VocFile): Promise<OpenFile> {
  try {
    const annotation = parseXml(await readText(source, file.path, MAX_XML_BYTES));
    if (annotation.name !== 'annotation') {
      const message = `the file holds <${annotation.name}>, not <annotation>`;
      return { ...file, problem: refused(file.path, undefined, 'voc_not_annotation', message) };
    }
    const stated = textOf(annotation, 'filename');
    const checked = itemKey(stated);
    const isUnsafe = checked.problem !== undefined && checked.problem !== 'key_empty';
    const image = await findImage(source, file, checked.key);
    const problem = isUnsafe
      ? repaired(
          file.path,
          undefined,
          checked.problem,
          `${keyProblemText[checked.problem]}; not used`,
        )
      : undefined;
    return { ...file, annotation, ...(image ? { image } : {}), ...(problem ? { problem } : {}) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { ...file, problem: refused(file.path, undefined, error.code, error.detail) };
  }
}
