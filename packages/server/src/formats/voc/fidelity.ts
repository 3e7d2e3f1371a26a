import type { Fidelity } from '../fidelity/model.ts';

/** Without `voc_strict`: that rounds every corner, which depends on the numbers and is tested beside the writer. */
export const vocFidelity: Fidelity[] = [
  {
    format: 'VOC',
    options: {},
    reader: 'voc',
    within: 0,
    shapes: {
      box: 'kept',
      rotated_box: { converted: 'box around it' },
      polygon: { converted: 'box around it' },
      polygon_parts: { converted: 'box around it' },
      mask: { converted: 'box around it' },
      crowd: { converted: 'box around it, difficult' },
      keypoints: { converted: 'box around it' },
      polyline: 'lost',
      cuboid: 'lost',
      classification: 'lost',
    },
    facts: {
      attributes: 'kept',
      metadata: 'lost',
      split: 'kept',
      unsplit: { converted: 'train' },
      size: 'kept',
      key: 'kept',
      negative: 'kept',
      unlabelled: { converted: 'left out' },
      class_index: 'lost',
      color: 'kept',
      skeleton: 'lost',
    },
  },
];
