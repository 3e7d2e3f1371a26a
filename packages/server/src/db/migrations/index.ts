import type { Migration } from './migration.ts';
import { owners } from './001-owners.ts';
import { datasets } from './002-datasets.ts';
import { annotations } from './003-annotations.ts';
import { slices } from './004-slices.ts';
import { exports } from './005-exports.ts';
import { imports } from './006-imports.ts';
import { splits } from './007-splits.ts';
import { listOrder } from './008-list-order.ts';
import { stagedAnnotations } from './009-staged-annotations.ts';
import { splitRules } from './010-split-rules.ts';
import { sliceVisibility } from './011-slice-visibility.ts';
import { modelarts } from './020-modelarts.ts';
import { datasetsAndLabels } from './021-datasets-and-labels.ts';
import { removedItems } from './022-removed-items.ts';
import { versions } from './023-versions.ts';
import { datasetTasks } from './024-dataset-tasks.ts';
import { teams } from './025-teams.ts';
import { teamTaskRevisions } from './026-team-task-revisions.ts';
import { web } from './030-web.ts';

/** In order; a published migration is never edited. */
export const migrations: Migration[] = [
  owners,
  datasets,
  annotations,
  slices,
  exports,
  imports,
  splits,
  listOrder,
  stagedAnnotations,
  splitRules,
  sliceVisibility,
  modelarts,
  datasetsAndLabels,
  removedItems,
  versions,
  datasetTasks,
  teams,
  teamTaskRevisions,
  web,
];
