import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cocoText, type CocoOptions } from './coco.ts';
import { Tally, type Manifest } from './manifest.ts';
import type { Shape } from './tiers.ts';

/** Raise it when the generator writes something else: older files are not used any more. */
const VERSION = 1;

export interface GeneratedFiles {
  /** What `sheaf import` takes. */
  source: string;
  manifest: Manifest;
}

export const datasetFolder = (base: string, shape: Shape, { seed, hostile }: CocoOptions) =>
  join(base, `${shape.tier}-seed${seed}-v${VERSION}${hostile ? '-hostile' : ''}`);

/** The files of a dataset below `folder`: those of an earlier run, or made now. */
export async function ensureFiles(
  folder: string,
  shape: Shape,
  options: CocoOptions,
): Promise<GeneratedFiles> {
  const source = join(folder, 'source');
  const manifestFile = join(folder, 'manifest.json');
  const found = await readFile(manifestFile, 'utf8').catch(() => undefined);
  if (found !== undefined) return { source, manifest: JSON.parse(found) as Manifest };
  console.error(`Writing a dataset in the shape of ${shape.name} to ${folder} ...`);
  await rm(source, { recursive: true, force: true });
  await mkdir(join(source, 'annotations'), { recursive: true });
  const tally = new Tally(shape, options.seed);
  const path = join(source, 'annotations', 'instances_train.json');
  const pieces = inChunks(cocoText(shape, options, tally));
  await pipeline(Readable.from(pieces, { objectMode: true }), createWriteStream(path));
  tally.manifest.bytes = (await stat(path)).size;
  await writeFile(`${manifestFile}.part`, JSON.stringify(tally.manifest, undefined, 2));
  await rename(`${manifestFile}.part`, manifestFile);
  return { source, manifest: tally.manifest };
}

const CHUNK_CHARACTERS = 256 * 1024;

function* inChunks(pieces: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
