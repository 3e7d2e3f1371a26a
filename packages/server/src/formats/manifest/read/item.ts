import type { Split } from '../../model.ts';
import { keyOfPlace } from '../places.ts';
import { CONTENT, OWN_KEY, type Sample, type Usage } from '../model.ts';

/** Where an item keeps what a manifest says of the whole sample. */
export const TEXT = 'text';
const HARD = 'hard';
/** Of a frame: the key of the video that it was taken out of. */
const PARENT = 'parent';
const HARD_COEFFICIENT = 'hard_coefficient';

/** Properties that say something else than metadata. */
const notMetadata = new Set([
  OWN_KEY,
  '@modelarts:size',
  '@modelarts:hard',
  '@modelarts:hard_coefficient',
]);

const splits: Record<Usage, Split | undefined> = {
  TRAIN: 'train',
  EVAL: 'val',
  TEST: 'test',
  INFERENCE: undefined,
};

/** The split of a usage; one for inference is none of the three and stays in the metadata. */
export function splitOf({ usage }: Sample): { split?: Split } {
  const split = usage && splits[usage];
  return split ? { split } : {};
}

/** `base`: the folder that is not part of keys. */
export function metadataOf(sample: Sample, base: string): { metadata?: Record<string, unknown> } {
  const { source, usage, hard, hardCoefficient, property } = sample;
  const parent = property['@modelarts:parent_source'];
  // What Sheaf has written says it already.
  const isFrame = typeof parent === 'string' && property[PARENT] === undefined;
  const metadata = {
    ...Object.fromEntries(Object.entries(property).filter(([key]) => !notMetadata.has(key))),
    ...(source.startsWith(CONTENT) && { [TEXT]: source.slice(CONTENT.length) }),
    ...(usage === 'INFERENCE' && { usage }),
    ...(isFrame && { [PARENT]: keyOfPlace(parent, base) }),
    ...(hard !== undefined && { [HARD]: hard }),
    ...(hardCoefficient !== undefined && { [HARD_COEFFICIENT]: hardCoefficient }),
  };
  return Object.keys(metadata).length > 0 ? { metadata } : {};
}
