import type { Fidelity } from '../fidelity/model.ts';

export const avalaFidelity: Fidelity[] = [
  {
    format: 'avala-json-external',
    options: {},
    reader: 'avala-json',
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
  },
];
