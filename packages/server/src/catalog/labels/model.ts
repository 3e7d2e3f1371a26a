/** A property of a label that each annotation may fill in; not one of its own name or colour. */
export interface LabelAttribute {
  uid: string;
  name: string;
  type: 'text' | 'select';
  default_value?: string;
  values: { uid: string; value: string }[];
}

/** What labels have beside name and colour, as it is stored. */
export interface LabelProfile {
  /** What the relations of triplets join; other labels are no entities. */
  entity: boolean;
  /** How it is drawn first. */
  shape: string | null;
  shortcut: string | null;
  /** Names of the entities that a relation joins. */
  from_type: string | null;
  to_type: string | null;
  attributes: LabelAttribute[];
}

/** A label of a dataset. */
export interface DatasetLabel extends LabelProfile {
  name: string;
  color: string;
}

export interface AttributeInput {
  name: string;
  type: 'text' | 'select';
  default_value?: string | undefined;
  values: string[];
}

/** What may be said of a label; absent: as it is, null: nothing any more. */
export interface LabelDetails {
  /** `#rrggbb`; null: the colour of its class. */
  color?: string | null | undefined;
  shape?: string | null | undefined;
  shortcut?: string | null | undefined;
  from_type?: string | null | undefined;
  to_type?: string | null | undefined;
  attributes?: AttributeInput[] | undefined;
}

export interface NewLabel extends LabelDetails {
  name: string;
  entity?: boolean | undefined;
}

export interface LabelChange extends LabelDetails {
  name: string;
  /** Of labels with this name, only an entity, or only one that is none. */
  entity?: boolean | undefined;
  renameTo?: string | undefined;
}
