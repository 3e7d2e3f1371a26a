import { isHidden } from '../files/images.ts';
import { nameOf } from '../files/paths.ts';
import { readHead } from '../files/text.ts';
import type { ImportSource, SourceFile } from '../model.ts';

/** Enough for `info`, a long list of licences and the first images. */
const HEAD_BYTES = 64 * 1024;
/** `archive/annotations/instances.json`: deeper files belong to something else. */
const MAX_FOLDERS = 2;
/** A folder with one JSON per image (LabelMe) is not searched to its end. */
const MAX_OTHERS = 500;

const section = /"(images|annotations|categories)"\s*:\s*\[/;
const field = /"(file_name|image_id|category_id|supercategory)"\s*:/;

/** Whether the beginning of a JSON text has a section and a field of COCO's, or two sections. */
export function looksLikeCoco(head: string): boolean {
  if (!/^\s*\{/.test(head)) return false;
  const sections = new Set(Array.from(head.matchAll(new RegExp(section, 'g')), ([, name]) => name));
  return sections.size > 1 || (sections.size === 1 && field.test(head));
}

/**
 * The COCO files of a source, in the order in which they are read: person keypoints come before instances, as they say
 * more about the same objects; files without objects (`image_info_…`, `captions_…`) come last.
 */
export async function cocoFiles(source: ImportSource): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  let others = 0;
  for await (const { file, head } of jsonHeads(source)) {
    if (looksLikeCoco(head)) found.push(file);
    else others += 1;
    if (others === MAX_OTHERS) break;
  }
  return found.sort((a, b) => rank(a.path) - rank(b.path));
}

/** The first JSON file that lists detections as COCO's evaluation writes them. */
export async function resultsFile(source: ImportSource): Promise<string | undefined> {
  for await (const { file, head } of jsonHeads(source)) {
    if (/^\s*\[\s*\{[^}]*"image_id"/.test(head)) return file.path;
  }
  return undefined;
}

async function* jsonHeads(source: ImportSource) {
  for await (const file of source.files('', ['.json'])) {
    const isCandidate =
      file.path.toLowerCase().endsWith('.json') &&
      file.path.split('/').length <= MAX_FOLDERS + 1 &&
      !isHidden(file.path);
    if (!isCandidate) continue;
    yield { file, head: await readHead(source, file.path, HEAD_BYTES) };
  }
}

function rank(path: string): number {
  const name = nameOf(path);
  if (/^(image_info|captions)/.test(name)) return 2;
  return name.includes('keypoints') ? 0 : 1;
}
