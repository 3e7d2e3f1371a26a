import type { Fact } from '../formats/fidelity/model.ts';
import type { LabelSpec } from '../formats/model.ts';
import { fieldChanges } from './equal.ts';
import type { ClassChange, Classes } from './model.ts';

/** The classes that differ, by name. */
export function compareClasses(
  a: Classes,
  b: Classes,
  facts: ReadonlySet<Fact>,
  keepsIndices: boolean,
): ClassChange[] {
  const [before, after] = [byName(a), byName(b)];
  const removed = a.filter(({ name }) => !after.has(name)).map(alone('removed'));
  const added = b.filter(({ name }) => !before.has(name)).map(alone('added'));
  const both = a.filter(({ name }) => after.has(name));
  const changes = both.flatMap((label): ClassChange[] => {
    const other = after.get(label.name);
    const fields = other ? fieldChanges(look(label, facts), look(other, facts)) : [];
    return fields.length > 0 ? [{ change: 'changed', name: label.name, fields }] : [];
  });
  const numbers = facts.has('class_index') ? renumbered(a, b, keepsIndices) : [];
  return [...removed, ...added, ...numbers, ...changes];
}

const byName = (classes: Classes) => new Map(classes.map((label) => [label.name, label]));

const alone =
  (change: 'added' | 'removed') =>
  ({ name, classIndex }: LabelSpec): ClassChange => ({ change, name, index: classIndex });

/** A format that does not keep indices numbers its classes anew: then only their order among those of both counts. */
function renumbered(a: Classes, b: Classes, keepsIndices: boolean): ClassChange[] {
  const [before, after] = [byName(a), byName(b)];
  const from = numbersOf(
    a.filter(({ name }) => after.has(name)),
    keepsIndices,
  );
  const to = numbersOf(
    b.filter(({ name }) => before.has(name)),
    keepsIndices,
  );
  return [...from].flatMap(([name, number]): ClassChange[] => {
    const other = to.get(name);
    if (number === undefined || other === undefined || number === other) return [];
    return [{ change: 'renumbered', name, from: number, to: other }];
  });
}

function numbersOf(classes: Classes, keepsIndices: boolean): Map<string, number | undefined> {
  if (keepsIndices) return new Map(classes.map(({ name, classIndex }) => [name, classIndex]));
  const sorted = classes.toSorted((a, b) => (a.classIndex ?? 0) - (b.classIndex ?? 0));
  return new Map(sorted.map(({ name }, place) => [name, place]));
}

function look({ color, keypoints, skeleton }: LabelSpec, facts: ReadonlySet<Fact>): object {
  return {
    ...(facts.has('color') ? { color } : {}),
    ...(facts.has('skeleton') ? { keypoints, skeleton } : {}),
  };
}
