import { everything } from '../fidelity/everything.ts';
import type { Fidelity } from '../fidelity/model.ts';

export const avalaFidelity: Fidelity[] = [
  { format: 'avala-json-external', reader: 'avala-json', ...everything },
];
