import { isImagePath } from '../files/images.ts';
import { parseElement } from '../json/parse.ts';
import { isShallow } from '../json/shallow.ts';
import type { ImportRecord } from '../model.ts';
import { refused, repaired } from '../problems.ts';
import type { Rows } from '../rows/read/rows.ts';
import { cleanText, isObject } from '../text.ts';
import { TEXTS, type Sample } from './samples.ts';

/**
 * The item of a sample, with its annotations. In `json` stands the item's row, or any object, which becomes metadata.
 * Without annotations there, `cls` is the item's class. `txt` becomes metadata.
 */
export async function* rowOfSample(
  shard: string,
  sample: Sample,
  rows: Rows,
): AsyncGenerator<ImportRecord> {
  const { stated, fault } = statedBy(sample.texts.get('json'));
  if (fault) yield repaired(shard, sample.key, fault.code, `${fault.message}; left out`);
  const media = mediaOf(sample);
  for (const suffix of sample.files.keys()) {
    if (suffix === media?.suffix) continue;
    const message = `${sample.key}.${suffix} is not taken over`;
    yield refused(shard, sample.key, 'sample_file_ignored', message);
  }
  const cells = {
    key: media ? media.path : sample.key,
    ...textOf(sample),
    ...stated,
    ...('annotations' in stated ? {} : classOf(sample)),
  };
  const place = media ? { path: shard, range: media.range } : {};
  const context = { file: shard, labelled: false, place };
  yield* rows.item({ row: sample.key, cells }, rows.columnsOf(cells), context);
}

/** What the JSON of a sample says, or why it is not taken. */
function statedBy(json: Buffer | undefined): {
  stated: Record<string, unknown>;
  fault?: { code: string; message: string };
} {
  if (!json) return { stated: {} };
  const { value, fault } = parseElement(json);
  if (fault) return { stated: {}, fault };
  const refuse = (code: string, message: string) => ({ stated: {}, fault: { code, message } });
  if (!isObject(value)) return refuse('not_an_object', 'the JSON holds no object');
  if (!isShallow(value)) return refuse('json_too_deep', 'the JSON is nested too deeply');
  return { stated: value };
}

/** The sample's image: the shortest ending that is one, or whatever else is there. */
function mediaOf({ files }: Sample) {
  const suffixes = [...files.keys()]
    .filter((one) => !TEXTS.has(one))
    .sort((a, b) => a.length - b.length);
  const suffix = suffixes.find((one) => isImagePath(`.${one}`)) ?? suffixes[0];
  const file = suffix === undefined ? undefined : files.get(suffix);
  return file && suffix !== undefined ? { ...file, suffix } : undefined;
}

function textOf({ texts }: Sample): { txt?: string } {
  const text = texts.get('txt')?.toString('utf8');
  return text === undefined ? {} : { txt: cleanText(text) };
}

function classOf({ texts }: Sample) {
  const label = texts.get('cls')?.toString('utf8').trim();
  return label === undefined || label === ''
    ? {}
    : { annotations: [{ label, type: 'classification' }] };
}
