import type { MadeAnnotation } from './annotation.ts';
import type { MadeItem } from './item.ts';
import { itemOf } from './item.ts';
import type { Shape } from './tiers.ts';

/** One of a thousand rows breaks a rule. */
const SHARE = 1 / 1000;

/** A row beside the good ones. `accepted`: what Sheaf keeps of it, undefined when it must refuse it. */
export interface HostileImage {
  kind: string;
  json: string;
  id: number;
  /** What Sheaf must keep; undefined when the image and what hangs on it must be refused. */
  accepted: MadeItem | undefined;
}

export interface HostileAnnotation {
  kind: string;
  /** The fields of the annotation between `"id"` and the end. */
  json: string;
}

/** Beyond every id of the good ones. */
const ID_BASE = 1_000_000_000;

const imageKinds = [
  'unicode name',
  'duplicate basename',
  'path traversal',
  'missing size',
] as const;

/** Images with names and sizes as found in the wild; each has one good annotation. */
export function* hostileImages(shape: Shape, seed: number): Generator<HostileImage> {
  const count = Math.ceil(shape.items * SHARE);
  for (let i = 0; i < count; i += 1) {
    const kind = imageKinds[i % imageKinds.length] ?? 'unicode name';
    const base = itemOf(shape, seed, i);
    const id = ID_BASE + i;
    const key = {
      'unicode name': `straße/写真-${i}-😀.jpg`,
      'duplicate basename': `other/${base.key}`,
      'path traversal': `../../etc/${base.key}`,
      'missing size': `unsized/${base.key}`,
    }[kind];
    const { width, height } = base;
    const metadata = { ...base.metadata, batch: 'hostile' };
    const size = kind === 'missing size' ? {} : { width, height };
    yield {
      kind,
      id,
      json: JSON.stringify({ id, file_name: key, ...size, ...metadata }),
      accepted:
        kind === 'path traversal' || kind === 'missing size'
          ? undefined
          : { id, key, width, height, metadata },
    };
  }
}

/** The good annotation of a hostile image. */
export const plainAnnotation: MadeAnnotation = { rank: 0, box: [1, 1, 20, 20], occluded: false };

/** Annotations that must be refused; they hang on good images. NaN is what Python writes. */
export function* hostileAnnotations(shape: Shape, seed: number): Generator<HostileAnnotation> {
  const count = Math.ceil(shape.annotations * SHARE);
  const category = shape.classes[0]?.id ?? 1;
  for (let i = 0; i < count; i += 1) {
    const { id, width, height } = itemOf(shape, seed, i % shape.items);
    const to = `"image_id":${id},"category_id":${category}`;
    const kinds: [string, string][] = [
      ['outside of the image', `${to},"bbox":[${width + 50},${height + 50},10,10]`],
      ['zero area', `${to},"bbox":[5,5,0,12]`],
      ['NaN', `${to},"bbox":[NaN,5,10,12]`],
      ['unknown class', `"image_id":${id},"category_id":999999,"bbox":[5,5,10,12]`],
      ['unknown image', `"image_id":999999999,"category_id":${category},"bbox":[5,5,10,12]`],
    ];
    const [kind, json] = kinds[i % kinds.length] ?? ['', ''];
    yield { kind, json };
  }
}
