import type { DatasetType, UploadSamplesRequest } from '@sheaf/contract/modelarts';
import type { AnnotationInput } from '../../../catalog/annotations/model.ts';
import type { ContentKind, NewItem } from '../../../catalog/items/add/model.ts';
import {
  cutLine,
  defaultSeparators,
  lineKey,
  type LineSeparators,
} from '../../../formats/text-lines/line.ts';
import { badParameter } from '../errors.ts';
import { uploadFailed } from './fault.ts';
import { readLabels, readMetadata } from './input.ts';

type Upload = UploadSamplesRequest['samples'][number];

interface Asked {
  kind: DatasetType;
  /** Of every annotation. */
  said: Pick<AnnotationInput, 'state' | 'author'>;
  format: UploadSamplesRequest['label_format'];
}

/** The items of a sample: one, or each line of a text. Throws a 400 that names what is wrong. */
export function newItems(sample: Upload, path: string, { kind, said, format }: Asked): NewItem[] {
  const { name, data, labels = [] } = sample;
  if (name === undefined) throw badParameter(`${path}.name`, 'is required');
  if (data === undefined) {
    throw badParameter(`${path}.data`, 'is required: what lies in a bucket is imported by a task');
  }
  const content = bytesOf(data, path);
  const annotations = readLabels(labels, kind, path).map((one) => ({ ...one, ...said }));
  const metadata = readMetadata(sample.metadata ?? {}, path);
  if (kind < 100 || kind >= 200) {
    return [{ path: name, content, metadata, annotations, kind: contentOf(kind, metadata) }];
  }
  const lines = linesOf(textOf(content, sample.encoding, path), separatorsOf(kind, format, path));
  if (lines.length === 0) throw uploadFailed(`${path} has no line with text`);
  if (annotations.length > 0 && lines.length > 1) {
    throw badParameter(`${path}.labels`, `are of one line, and there are ${lines.length}`);
  }
  return lines.map(({ line, text, labels: names }) => ({
    path: lineKey(name, line),
    metadata: { ...metadata, text, line },
    annotations: [
      ...annotations,
      ...names.map((label): AnnotationInput => {
        return { label, geometry: { type: 'classification' }, ...said };
      }),
    ],
  }));
}

function contentOf(kind: DatasetType, metadata: Record<string, unknown>): ContentKind {
  if (kind === 600) return 'parent' in metadata ? 'image' : 'video';
  if (kind >= 200 && kind < 300) return 'audio';
  return kind < 100 ? 'image' : 'any';
}

/** Base64, also of the other alphabet and behind `data:…;base64,`. */
function bytesOf(data: string, path: string): Buffer {
  const text = data.replace(/^data:[^,]{0,200};base64,/, '').replace(/\s+/g, '');
  if (/^[A-Za-z0-9+/_-]*={0,2}$/.test(text)) return Buffer.from(text, 'base64');
  throw badParameter(`${path}.data`, 'must be base64');
}

function textOf(content: Buffer, encoding = 'UTF-8', path: string): string {
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(encoding.trim(), { fatal: true });
  } catch {
    throw badParameter(`${path}.encoding`, `${encoding} is not known`);
  }
  try {
    return decoder.decode(content);
  } catch {
    throw uploadFailed(`${path} is no text in ${encoding}`);
  }
}

/** The lines that have text; those without are counted too. */
function linesOf(content: string, separators: LineSeparators | undefined) {
  return content.split(/\r\n|\n|\r/).flatMap((one, at) => {
    const cut = cutLine(one, separators);
    return cut.text.trim() === '' ? [] : [{ line: at + 1, ...cut }];
  });
}

/** Only classes stand behind the text of a line. */
function separatorsOf(
  kind: DatasetType,
  format: UploadSamplesRequest['label_format'],
  path: string,
): LineSeparators | undefined {
  if (kind !== 100 || format?.label_type === '0') return undefined;
  return {
    sample: separator(format?.text_sample_separator, path) ?? defaultSeparators.sample,
    label: separator(format?.text_label_separator, path) ?? defaultSeparators.label,
  };
}

/** One character, which may be escaped by a backslash. */
function separator(text: string | undefined, path: string): string | undefined {
  if (text === undefined || text === '') return undefined;
  const plain = text === '\\t' ? '\t' : text.length > 1 ? text.replace(/^\\/, '') : text;
  if (plain.length === 1) return plain;
  throw badParameter(path, `the separator ${text} is not one character`);
}
