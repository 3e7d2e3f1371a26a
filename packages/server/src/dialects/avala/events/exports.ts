import type { FastifyInstance } from 'fastify';
import {
  exportProgress,
  isExportOver,
  type ExportProgress,
} from '../../../catalog/exports/progress-of.ts';
import { Watcher } from '../../../catalog/progress/watcher.ts';
import type { Dialect } from '../request.ts';
import { followJobs, type Follow } from './follow.ts';

export const exportEvents = (app: FastifyInstance, { catalog }: Dialect): Follow =>
  followJobs<ExportProgress>(app, {
    watcher: new Watcher((uids) => exportProgress(catalog.db, uids)),
    isOver: isExportOver,
    show: ({ status, done, total }) => ({
      ...{ status, phase: status, unit: 'items' },
      ...{ done: done ?? 0, total },
    }),
  });
