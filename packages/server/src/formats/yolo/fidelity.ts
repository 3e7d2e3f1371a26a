import { uprightBoxes } from '../fidelity/boxes.ts';
import type { Fidelity } from '../fidelity/model.ts';

/** Six digits after the point on 640 pixels, for a corner that is the difference of two such numbers. */
const WITHIN = 0.001;

/** Degrees as well as pixels: the shortest side of the test's turned boxes is 20 pixels. */
const WITHIN_TURNED = 0.003;

const facts: Fidelity['facts'] = {
  attributes: 'lost',
  metadata: 'lost',
  split: 'kept',
  unsplit: { converted: 'train' },
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
    shapes: uprightBoxes,
    facts,
  },
  {
    format: 'YOLO',
    options: { yoloTask: 'segment' },
    reader: 'yolo',
    within: WITHIN,
    shapes: {
      ...uprightBoxes,
      box: { converted: 'polygon of four points' },
      rotated_box: { converted: 'polygon of four points' },
      polygon: 'kept',
      polygon_parts: { converted: 'one ring' },
      mask: { converted: 'its outline' },
      keypoints: { converted: 'polygon of four points' },
    },
    facts,
  },
  {
    format: 'YOLO',
    options: { yoloTask: 'obb' },
    reader: 'yolo',
    within: WITHIN_TURNED,
    shapes: {
      ...uprightBoxes,
      rotated_box: 'kept',
      polygon: { converted: 'smallest rotated box' },
      polygon_parts: { converted: 'smallest rotated box' },
      mask: { converted: 'smallest rotated box' },
    },
    facts,
  },
  {
    format: 'YOLO',
    options: { yoloTask: 'pose' },
    reader: 'yolo',
    within: WITHIN,
    shapes: {
      ...uprightBoxes,
      box: { converted: 'box, no point labelled' },
      keypoints: 'kept',
    },
    facts: { ...facts, skeleton: { converted: 'keypoint names' } },
  },
];
