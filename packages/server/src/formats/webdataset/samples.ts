import type { ByteRange, ImportSource } from '../model.ts';
import { readTar, type TarMember } from '../tar/read.ts';

/** Files of a sample that are read into memory, by what they end in. */
export const TEXTS: ReadonlySet<string> = new Set(['json', 'cls', 'txt']);
/** An item with all its annotations. */
const MAX_TEXT = 64 * 1024 * 1024;

export interface Sample {
  /** What the names of its files have in common: up to the first dot of the name. */
  key: string;
  /** Content of `json`, `cls` and `txt`, unless it is too large. */
  texts: Map<string, Buffer>;
  /** All other files, by what they end in. */
  files: Map<string, { path: string; range: ByteRange }>;
  /** Bytes of the shard up to its end. */
  bytes: number;
}

/**
 * The samples of a shard: files that stand one after the other and have their key in common. When the shard is cut, the
 * last of them is left out, as nobody knows whether it is whole.
 */
export async function* samplesOf(source: ImportSource, shard: string): AsyncGenerator<Sample> {
  let sample: Sample | undefined;
  const wanted = (path: string, size: number) =>
    size <= MAX_TEXT && TEXTS.has(partsOf(path)?.suffix ?? '');
  for await (const member of readTar(source.read(shard), wanted)) {
    const parts = partsOf(member.path);
    if (!parts) continue;
    if (sample?.key !== parts.key) {
      if (sample) yield sample;
      sample = { key: parts.key, texts: new Map(), files: new Map(), bytes: 0 };
    }
    add(sample, parts.suffix, member);
  }
  if (sample) yield sample;
}

function add(sample: Sample, suffix: string, { path, range, content }: TarMember): void {
  if (content) sample.texts.set(suffix, content);
  else sample.files.set(suffix, { path, range });
  sample.bytes = range.end;
}

/** Undefined for hidden files, which belong to no sample. */
function partsOf(path: string): { key: string; suffix: string } | undefined {
  const [, key, suffix] = /^((?:.*\/)?[^./]+)\.([^/]+)$/s.exec(path) ?? [];
  return key === undefined || suffix === undefined
    ? undefined
    : { key, suffix: suffix.toLowerCase() };
}
