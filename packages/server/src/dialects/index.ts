import { avala } from './avala/index.ts';
import { modelarts } from './modelarts/index.ts';

/** Every dialect that is served. Without its import and its line here, a dialect's folders can be deleted. */
export const dialects = [
  { routes: avala, prefix: '/api/v1' },
  { routes: modelarts, prefix: '' },
];
