import { newUid } from '../../db/ids.ts';
import { endsMissing, entityInUse, labelExists, labelMissing, shortcutTaken } from './errors.ts';
import type {
  AttributeInput,
  DatasetLabel,
  LabelAttribute,
  LabelChange,
  LabelDetails,
  NewLabel,
} from './model.ts';

/** A label of the dataset; of one that several of its projects have, all of its uids. */
export interface BookLabel extends Omit<DatasetLabel, 'color'> {
  /** Empty when it is new. */
  uids: string[];
  /** Null: the colour of its class. */
  color: string | null;
  state: 'kept' | 'added' | 'changed' | 'removed';
}

/** All labels of a dataset, and the rules that hold among them. Nothing is written here: see `writeBook`. */
export class LabelBook {
  readonly #labels: BookLabel[];
  /** Whether labels that are no entities are relations between them. */
  readonly #triplets: boolean;

  constructor(labels: BookLabel[], triplets: boolean) {
    this.#labels = labels;
    this.#triplets = triplets;
  }

  /** Everything, with what happened to it. */
  get all(): readonly BookLabel[] {
    return this.#labels;
  }

  /** Throws `label_exists`, `shortcut_taken`, `relation_ends_missing`. */
  add(input: NewLabel): void {
    if (this.#find(input.name)) throw labelExists(input.name);
    const label: BookLabel = {
      name: input.name,
      uids: [],
      state: 'added',
      entity: input.entity ?? false,
      color: null,
      shape: null,
      shortcut: null,
      from_type: null,
      to_type: null,
      attributes: [],
    };
    this.#labels.push(this.#checked(label, input));
  }

  /** Throws `label_missing` and what `add` throws. */
  change(input: LabelChange): void {
    const label = this.#find(input.name, input.entity);
    if (!label) throw labelMissing(input.name);
    const { renameTo } = input;
    const renamed = renameTo !== undefined && renameTo !== label.name;
    if (renamed && this.#find(renameTo)) throw labelExists(renameTo);
    const changed = this.#checked(label, input);
    Object.assign(label, changed, { state: label.state === 'added' ? 'added' : 'changed' });
    if (renamed) this.#rename(label, renameTo);
  }

  /** Whether there is such an entity. */
  isEntity(name: string, entity?: boolean): boolean {
    return this.#find(name, entity)?.entity ?? false;
  }

  /** Throws `label_missing`, and `entity_in_use` while a relation joins it. */
  remove(name: string, entity?: boolean): BookLabel {
    const label = this.#find(name, entity);
    if (!label) throw labelMissing(name);
    const relation = label.entity && this.#relations(name)[0];
    if (relation) throw entityInUse(name, relation.name);
    label.state = 'removed';
    return label;
  }

  #find(name: string, entity?: boolean): BookLabel | undefined {
    return this.#labels.find(
      (label) =>
        label.name === name &&
        label.state !== 'removed' &&
        (entity === undefined || label.entity === entity),
    );
  }

  #relations(entity: string): BookLabel[] {
    return this.#labels.filter(
      (label) => label.state !== 'removed' && [label.from_type, label.to_type].includes(entity),
    );
  }

  /** Relations follow the names of what they join. */
  #rename(label: BookLabel, name: string): void {
    for (const relation of label.entity ? this.#relations(label.name) : []) {
      if (relation.from_type === label.name) relation.from_type = name;
      if (relation.to_type === label.name) relation.to_type = name;
      if (relation.state === 'kept') relation.state = 'changed';
    }
    label.name = name;
  }

  /** The label with what is said of it, if no rule is broken. */
  #checked(label: BookLabel, details: LabelDetails): BookLabel {
    const { color, shape, shortcut, from_type, to_type, attributes } = details;
    const next: BookLabel = {
      ...label,
      ...(color !== undefined && { color }),
      ...(shape !== undefined && { shape }),
      ...(shortcut !== undefined && { shortcut }),
      ...(from_type !== undefined && { from_type }),
      ...(to_type !== undefined && { to_type }),
      ...(attributes && { attributes: attributes.map((one) => merged(one, label.attributes)) }),
    };
    const { shortcut: key } = next;
    const taken = this.#labels.some(
      (other) => other !== label && other.state !== 'removed' && other.shortcut === key,
    );
    if (key !== null && taken) throw shortcutTaken(key);
    if (this.#triplets && !next.entity) this.#requireEnds(next);
    return next;
  }

  #requireEnds({ name, from_type, to_type }: BookLabel): void {
    for (const end of [from_type, to_type]) {
      if (end === null || !this.#find(end, true)) throw endsMissing(name);
    }
  }
}

/** Attributes and values keep their ids as long as they keep their names. */
function merged(input: AttributeInput, old: readonly LabelAttribute[]): LabelAttribute {
  const before = old.find((one) => one.name === input.name);
  const { name, type, default_value, values } = input;
  return {
    uid: before?.uid ?? newUid(),
    name,
    type,
    ...(default_value !== undefined && { default_value }),
    values: values.map((value) => ({
      uid: before?.values.find((one) => one.value === value)?.uid ?? newUid(),
      value,
    })),
  };
}
