import { FormatError } from '../errors.ts';
import { readText } from '../files/text.ts';
import type { ImportRecord, ImportSource, ItemRecord } from '../model.ts';
import { imagePlaces, type Layout } from './layout.ts';
import type { Flag } from './own.ts';

/** 16 MiB are about 150,000 rows. */
const MAX_LABEL_BYTES = 16 * 1024 * 1024;

/** Something that may be an item: named by our own list, or by a label file or an image that is there. */
export interface Candidate {
  base: string;
  name: string;
  /** Where its labels would stand. */
  label: string;
  /** Where its image stands, when that is known. */
  image?: string;
  /** The key, when our own list states it; else it follows from the image's path. */
  key?: string;
  /** Flags whose 0 says nothing, because our own list does not name them. */
  silent?: readonly Flag[];
  fields: Pick<ItemRecord, 'width' | 'height' | 'split' | 'metadata'>;
  origin: { file: string; row?: number };
}

/** A candidate with its files: undefined where they are not there. */
export interface OpenItem extends Candidate {
  text?: string;
  size: number;
  fault?: FormatError;
  problem?: never;
}

/** Reads the labels and finds the image. Problems pass. */
export async function openItem(
  source: ImportSource,
  layout: Layout,
  candidate: Candidate | { problem: ImportRecord },
): Promise<OpenItem | { problem: ImportRecord }> {
  if ('problem' in candidate) return candidate;
  const { image: stated, ...others } = candidate;
  const places = imagePlaces(layout, candidate.base, candidate.name);
  const image = await firstFile(source, stated === undefined ? places : [stated, ...places]);
  const file = await source.stat(candidate.label);
  const item = { ...others, ...(image === undefined ? {} : { image }), size: file?.size ?? 0 };
  if (!file) return item;
  try {
    return { ...item, text: await readText(source, file.path, MAX_LABEL_BYTES) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { ...item, fault: error };
  }
}

async function firstFile(source: ImportSource, paths: string[]): Promise<string | undefined> {
  for (const path of paths) if (await source.stat(path)) return path;
  return undefined;
}
