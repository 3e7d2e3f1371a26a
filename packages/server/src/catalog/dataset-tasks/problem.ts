import { RuleError } from '../errors.ts';

/** What a task of a program outside needs to begin; a dialect may have a code for each. */
const problems = {
  labels_missing: 'The dataset must have labels.',
  labels_too_few: 'Each label of the dataset needs at least five labelled items.',
  unlabelled_missing: 'The dataset must have items that are not labelled.',
  auto_label_running: 'The dataset already has such a labelling task.',
  pre_label_running: 'The dataset already has such a labelling task with a model.',
  task_running: 'The dataset already has such a task.',
} as const;

export class TaskProblem extends RuleError {
  constructor(rule: keyof typeof problems) {
    super('conflict', rule, problems[rule]);
  }
}

export const taskMissing = () =>
  new RuleError('not_found', 'dataset_task_missing', 'There is no such task.');
