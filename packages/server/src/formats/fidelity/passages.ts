import type { Fidelity } from './model.ts';

/** Of a format for images. */
export const noPassages = {
  text_span: 'lost',
  text_relation: 'lost',
  audio_span: 'lost',
  transcript: 'lost',
} satisfies Partial<Fidelity['shapes']>;
