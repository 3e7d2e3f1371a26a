import type { FastifyInstance } from 'fastify';
import {
  importProgress,
  isImportOver,
  type ImportProgress,
} from '../../../catalog/imports/progress-of.ts';
import { Watcher } from '../../../catalog/progress/watcher.ts';
import type { Dialect } from '../request.ts';
import { followJobs, type Follow, type Shown } from './follow.ts';

export const importEvents = (app: FastifyInstance, { catalog }: Dialect): Follow =>
  followJobs<ImportProgress>(app, {
    watcher: new Watcher((uids) => importProgress(catalog.db, uids)),
    isOver: isImportOver,
    show,
  });

/** Reading counts bytes; what follows counts items. */
function show(row: ImportProgress): Shown {
  const { status, phase } = row;
  if (phase !== 'staging') {
    return { status, phase, unit: 'items', done: row.published, total: row.item_total };
  }
  const total = row.total_bytes > 0 ? row.total_bytes : null;
  return { status, phase, unit: 'bytes', done: row.staged_bytes, total };
}
