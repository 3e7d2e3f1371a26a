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
      mask: { converted: 'its outline' },
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
    options: { yoloTask: 'obb' },
    reader: 'yolo',
    within: WITHIN_TURNED,
    shapes: {
      box: 'kept',
      rotated_box: 'kept',
      polygon: { converted: 'smallest rotated box' },
      polygon_parts: { converted: 'smallest rotated box' },
      mask: { converted: 'smallest rotated box' },
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
    options: { yoloTask: 'pose' },
    reader: 'yolo',
    within: WITHIN,
    shapes: {
      box: { converted: 'box, no point labelled' },
      rotated_box: { converted: 'box around it' },
      polygon: { converted: 'box around it' },
      polygon_parts: { converted: 'box around it' },
      mask: { converted: 'box around it' },
      crowd: 'lost',
      keypoints: 'kept',
      polyline: 'lost',
      cuboid: 'lost',
      classification: 'lost',
    },
    facts: { ...facts, skeleton: { converted: 'keypoint names' } },
  },
];
