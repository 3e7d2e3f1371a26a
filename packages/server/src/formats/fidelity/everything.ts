import type { Fidelity } from './model.ts';

/** Of a format that keeps all that Sheaf holds. */
export const everything = {
  options: {},
  within: 0,
  shapes: {
    box: 'kept',
    rotated_box: 'kept',
    polygon: 'kept',
    polygon_parts: 'kept',
    mask: 'kept',
    crowd: 'kept',
    keypoints: 'kept',
    polyline: 'kept',
    cuboid: 'kept',
    classification: 'kept',
    text_span: 'kept',
    text_relation: 'kept',
    audio_span: 'kept',
    transcript: 'kept',
  },
  facts: {
    attributes: 'kept',
    metadata: 'kept',
    split: 'kept',
    unsplit: 'kept',
    size: 'kept',
    key: 'kept',
    negative: 'kept',
    unlabelled: 'kept',
    class_index: 'kept',
    color: 'kept',
    skeleton: 'kept',
  },
} satisfies Omit<Fidelity, 'format' | 'reader'>;
