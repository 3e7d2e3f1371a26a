import type { Import } from '../catalog/imports/model.ts';
import type { Step } from './progress.ts';

/** How far an import is; undefined before it begins and after it ended. */
export function importStep(row: Import): Step | undefined {
  const { phase, published, item_total: items } = row;
  switch (phase) {
    case 'staging':
      return { name: 'Reading', done: row.staged_bytes, total: row.total_bytes, unit: 'bytes' };
    case 'publishing':
      return { name: 'Importing', done: published, total: items ?? 0, unit: 'items' };
    case 'undoing':
      return { name: 'Taking back', done: 0, total: 0, unit: 'items' };
    default:
      return undefined;
  }
}
