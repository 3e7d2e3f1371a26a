import { RuleError } from '../errors.ts';

// What publishing refuses; each dialect has words of its own for them.

export const publishing = () =>
  new RuleError('conflict', 'version_publishing', 'A version of this dataset is being published.');

export const tooSoon = (seconds: number) =>
  new RuleError(
    'conflict',
    'version_too_soon',
    `A dataset has at most one version in ${seconds} seconds.`,
  );

export const nameTaken = (name: string) =>
  new RuleError('conflict', 'version_exists', `There is, or was, a version ${name} already.`);

export const noLabels = () =>
  new RuleError('invalid', 'labels_not_set', 'The dataset has no labels.');

export const notSplit = (why: string) => new RuleError('invalid', 'version_not_split', why);

export const unsupported = (why: string) => new RuleError('invalid', 'version_unsupported', why);

export const notDeleted = () =>
  new RuleError(
    'conflict',
    'version_busy',
    'The version is being published and cannot be deleted.',
  );
