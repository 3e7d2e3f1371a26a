import type { Fidelity } from '../fidelity/model.ts';
import { noPassages } from '../fidelity/passages.ts';

const facts: Fidelity['facts'] = {
  attributes: 'kept',
  metadata: 'kept',
  split: 'kept',
  unsplit: 'kept',
  size: 'kept',
  key: 'kept',
  negative: 'kept',
  unlabelled: { converted: 'labelled, and nothing there' },
  class_index: { converted: 'position' },
  color: 'lost',
  skeleton: 'kept',
};

export const cocoFidelity: Fidelity[] = [
  {
    format: 'COCO',
    options: { cocoTask: 'instances' },
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
      ...noPassages,
    },
    facts,
  },
  {
    format: 'COCO',
    options: { cocoTask: 'keypoints' },
    reader: 'coco',
    within: 0,
    // Of objects whose label names no keypoints. Those of a label that does come back as in `instances`.
    shapes: {
      box: 'lost',
      rotated_box: 'lost',
      polygon: 'lost',
      polygon_parts: 'lost',
      mask: 'lost',
      crowd: 'lost',
      keypoints: 'kept',
      polyline: 'lost',
      cuboid: 'lost',
      classification: 'lost',
      ...noPassages,
    },
    facts,
  },
];
