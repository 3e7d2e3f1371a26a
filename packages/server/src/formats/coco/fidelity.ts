import type { Fidelity } from '../fidelity/model.ts';

export const cocoFidelity: Fidelity[] = [
  {
    format: 'COCO',
    options: {},
    reader: 'coco',
    within: 0,
    shapes: {
      box: 'kept',
      rotated_box: { converted: 'polygon' },
      polygon: 'kept',
      polygon_parts: 'kept',
      mask: 'kept',
      crowd: 'kept',
      keypoints: 'kept',
      polyline: 'lost',
      cuboid: 'lost',
      classification: 'lost',
    },
    facts: {
      attributes: 'kept',
      metadata: 'kept',
      split: 'kept',
      size: 'kept',
      key: 'kept',
      negative: 'kept',
      unlabelled: { converted: 'labelled, and nothing there' },
      class_index: { converted: 'position' },
      color: 'lost',
      skeleton: 'kept',
    },
  },
];
