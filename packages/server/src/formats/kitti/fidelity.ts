import { uprightBoxes } from '../fidelity/boxes.ts';
import type { Fidelity } from '../fidelity/model.ts';
import { DONT_CARE } from './own.ts';

export const kittiFidelity: Fidelity[] = [
  {
    format: 'KITTI',
    options: {},
    reader: 'kitti',
    within: 0,
    shapes: {
      ...uprightBoxes,
      crowd: { converted: `box around it, ${DONT_CARE}`, label: DONT_CARE },
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
