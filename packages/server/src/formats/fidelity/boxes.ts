import type { Fidelity } from './model.ts';
import { noPassages } from './passages.ts';

const around = { converted: 'box around it' };

/** Of a format whose objects are upright boxes. Crowds are left to each. */
export const uprightBoxes = {
  box: 'kept',
  rotated_box: around,
  polygon: around,
  polygon_parts: around,
  mask: around,
  crowd: 'lost',
  keypoints: around,
  polyline: 'lost',
  cuboid: 'lost',
  classification: 'lost',
  ...noPassages,
} satisfies Fidelity['shapes'];
