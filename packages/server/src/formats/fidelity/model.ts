import type { ExportFormat, FormatOptions, ImportFormat } from '../model.ts';

/**
 * What becomes of something that is written in a format and read again. `converted` says into what, `label` as which
 * class when that is another one.
 */
export type Fate = 'kept' | 'lost' | { converted: string; label?: string };

/** The kinds of objects whose fates differ, in the order of the documentation. */
export const shapes = {
  box: 'box',
  rotated_box: 'rotated box',
  polygon: 'polygon',
  polygon_parts: 'polygon of several parts',
  mask: 'mask',
  crowd: 'crowd region',
  keypoints: 'keypoints',
  polyline: 'polyline',
  cuboid: 'cuboid',
  classification: 'classification',
  text_span: 'span of a text',
  text_relation: 'relation of spans',
  audio_span: 'span of a recording',
  transcript: 'transcript',
} as const;
export type Shape = keyof typeof shapes;

/** What else an item, an object or a class says. */
export const facts = {
  attributes: 'attributes of an object',
  metadata: 'metadata of an item',
  split: 'split of an item',
  unsplit: 'no split',
  size: 'width and height of an item',
  key: 'key of an item',
  negative: 'labelled, and nothing there',
  unlabelled: 'nobody looked yet',
  class_index: 'index of a class',
  color: 'colour of a class',
  skeleton: 'keypoint names and skeleton',
} as const;
export type Fact = keyof typeof facts;

/**
 * What a format keeps. A property test proves each line: what is `kept` comes back equal, what is `converted` is there
 * and named in report.json, an object that is `lost` is counted there. A fact that is `lost` is gone without a count:
 * it is the same for every object, and this table is where it is said.
 */
export interface Fidelity {
  format: ExportFormat['name'];
  options: FormatOptions;
  /** The import format that reads it. */
  reader: ImportFormat['name'];
  /** The greatest difference of a coordinate that is kept: pixels, on an image of 640 x 480. */
  within: number;
  shapes: Record<Shape, Fate>;
  facts: Record<Fact, Fate>;
}
