import type { Fidelity } from '../fidelity/model.ts';
import { DONT_CARE } from './own.ts';

export const kittiFidelity: Fidelity[] = [
  {
    format: 'KITTI',
    options: {},
    reader: 'kitti',
    within: 0,
    shapes: {
      box: 'kept',
      rotated_box: { converted: 'box around it' },
      polygon: { converted: 'box around it' },
      polygon_parts: { converted: 'box around it' },
      mask: { converted: 'box around it' },
      crowd: { converted: `box around it, ${DONT_CARE}`, label: DONT_CARE },
      keypoints: { converted: 'box around it' },
      polyline: 'lost',
      cuboid: 'lost',
      classification: 'lost',
    },
    facts: {
      attributes: { converted: 'those that have a column' },
      metadata: 'kept',
      split: 'kept',
      unsplit: 'kept',
      size: 'kept',
      key: 'kept',
      negative: 'kept',
      unlabelled: { converted: 'left out' },
      class_index: 'kept',
      color: 'kept',
      skeleton: 'lost',
    },
  },
];
