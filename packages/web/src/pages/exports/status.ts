import type { Export } from '../../api/types.ts';

/** Colours of the theme for the badge of a state. */
export const statusColors: Record<Export['status'], string> = {
  requested: 'gray',
  exporting: 'yellow',
  exported: 'pine',
  failed: 'red',
  aborted: 'gray',
};
