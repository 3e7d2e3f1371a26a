import type { FieldName } from './fields.ts';

export type Relation = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type Operator = Relation | ':' | 'IN' | 'NOT IN';

/**
 * A value as it was written. Numbers and booleans keep their text: `key = 007` and `label = true` mean the text,
 * and a number of 20 digits must not lose any.
 */
export type Literal =
  | { kind: 'text'; text: string }
  | { kind: 'number'; text: string }
  | { kind: 'boolean'; text: string }
  | { kind: 'null' };

/** One comparison. `path` is empty but for `metadata` and `attributes`; `values` has one element but for lists. */
export interface Test {
  kind: 'test';
  field: FieldName;
  path: string[];
  operator: Operator;
  values: Literal[];
}

/** `count(where) operator value`; without `where` every annotation counts. */
export interface Count {
  kind: 'count';
  where: FilterNode | null;
  operator: Relation;
  value: number;
}

/** A filter that has been checked: every field exists, and every operator and value suits its field. */
export type FilterNode =
  | { kind: 'and'; nodes: FilterNode[] }
  | { kind: 'or'; nodes: FilterNode[] }
  | { kind: 'not'; node: FilterNode }
  | Count
  | Test;
