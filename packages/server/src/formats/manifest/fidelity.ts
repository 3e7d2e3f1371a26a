import { everything } from '../fidelity/everything.ts';
import type { Fidelity } from '../fidelity/model.ts';

/** Whole pixels for other readers; what they do not say exactly stands beside them for our own. */
export const manifestFidelity: Fidelity[] = [
  {
    format: 'Manifest',
    reader: 'manifest',
    ...everything,
    shapes: { ...everything.shapes, cuboid: 'lost' },
    facts: { ...everything.facts, class_index: 'lost', color: 'lost', skeleton: 'lost' },
  },
];
