import type { Fidelity } from '../fidelity/model.ts';

/** Six digits after the point on 640 pixels, for a corner that is the difference of two such numbers. */
const WITHIN = 0.001;

const facts: Fidelity['facts'] = {
  attributes: 'lost',
  metadata: 'lost',
  split: 'kept',
  size: 'lost',
  key: { converted: 'its path in the archive' },
  negative: 'kept',
  unlabelled: { converted: 'left out' },
  class_index: 'kept',
  color: 'lost',
  skeleton: 'lost',
};

export const yoloFidelity: Fidelity[] = [
  {
    format: 'YOLO',
    options: { yoloTask: 'detect' },
    reader: 'yolo',
    within: WITHIN,
    shapes: {
      box: 'kept',
      rotated_box: { converted: 'box around it' },
      polygon: { converted: 'box around it' },
      polygon_parts: { converted: 'box around it' },
      mask: { converted: 'box around it' },
      crowd: 'lost',
      keypoints: { converted: 'box around it' },
      polyline: 'lost',
      cuboid: 'lost',
      classification: 'lost',
    },
    facts,
  },
  {
    format: 'YOLO',
    options: { yoloTask: 'segment' },
    reader: 'yolo',
    within: WITHIN,
    shapes: {
      box: { converted: 'polygon of four points' },
      rotated_box: { converted: 'polygon of four points' },
      polygon: 'kept',
      polygon_parts: { converted: 'one ring' },
      mask: { converted: 'box around it' },
      crowd: 'lost',
      keypoints: { converted: 'box around it' },
      polyline: 'lost',
      cuboid: 'lost',
      classification: 'lost',
    },
    facts,
  },
];
