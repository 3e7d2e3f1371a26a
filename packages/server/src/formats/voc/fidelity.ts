import { uprightBoxes } from '../fidelity/boxes.ts';
import type { Fidelity } from '../fidelity/model.ts';

/** Without `voc_strict`: that rounds every corner, which depends on the numbers and is tested beside the writer. */
export const vocFidelity: Fidelity[] = [
  {
    format: 'VOC',
    options: {},
    reader: 'voc',
    within: 0,
    shapes: { ...uprightBoxes, crowd: { converted: 'box around it, difficult' } },
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
