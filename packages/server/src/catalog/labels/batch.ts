import { RuleError } from '../errors.ts';
import type { LabelBook } from './book.ts';
import type { LabelChange, NewLabel } from './model.ts';

/** What is wrong with each, or undefined, in the order in which they were given. */
export type LabelResults = (RuleError | undefined)[];

export interface NamedLabel {
  name: string;
  /** Only an entity, or only a label that is none. */
  entity?: boolean | undefined;
}

/** Adds labels: entities before the relations that join them. */
export const addLabels = (book: LabelBook, labels: readonly NewLabel[]): LabelResults =>
  each(
    labels,
    (label) => label.entity === true,
    (label) => book.add(label),
  );

export const changeEach = (book: LabelBook, labels: readonly LabelChange[]): LabelResults =>
  each(
    labels,
    () => true,
    (label) => book.change(label),
  );

/** Removes labels: relations before the entities that they join. */
export const removeLabels = (book: LabelBook, labels: readonly NamedLabel[]): LabelResults =>
  each(
    labels,
    ({ name, entity }) => !book.isEntity(name, entity),
    ({ name, entity }) => book.remove(name, entity),
  );

/** For requests that are done whole or not at all: throws the first thing that is wrong. */
export function requireAll(results: LabelResults): void {
  for (const error of results) if (error) throw error;
}

function each<Input>(
  inputs: readonly Input[],
  isFirst: (input: Input) => boolean,
  work: (input: Input) => unknown,
): LabelResults {
  const results: LabelResults = inputs.map(() => undefined);
  for (const first of [true, false]) {
    for (const [index, input] of inputs.entries()) {
      if (isFirst(input) === first) results[index] = attempt(() => work(input));
    }
  }
  return results;
}

function attempt(work: () => unknown): RuleError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof RuleError) return error;
    throw error;
  }
}
