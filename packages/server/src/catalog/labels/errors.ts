import { RuleError } from '../errors.ts';

export const labelMissing = (name: string) =>
  new RuleError('not_found', 'label_missing', `There is no label ${name}.`);

export const labelExists = (name: string) =>
  new RuleError('conflict', 'label_exists', `There is a label ${name} already.`);

export const shortcutTaken = (shortcut: string) =>
  new RuleError('conflict', 'shortcut_taken', `The shortcut ${shortcut} belongs to another label.`);

export const endsMissing = (name: string) =>
  new RuleError(
    'invalid',
    'relation_ends_missing',
    `The relation ${name} needs the names of two entity labels that it joins.`,
  );

export const entityInUse = (name: string, relation: string) =>
  new RuleError('conflict', 'entity_in_use', `The relation ${relation} joins the entity ${name}.`);

export const labelShared = (name: string) =>
  new RuleError('conflict', 'label_shared', `The label ${name} belongs to other datasets too.`);
