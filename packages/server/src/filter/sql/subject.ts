import sql, { type Sql } from 'sql-template-tag';
import type { Literal, Operator, Test } from '../ast.ts';

export type Order = '<' | '<=' | '>' | '>=';
/** A literal that is not null. */
export type Value = Exclude<Literal, { kind: 'null' }>;

/**
 * The left side of a comparison. Every condition it makes is true or false and never unknown, so that NOT is an
 * exact complement, and none can fail in PostgreSQL, whatever a document holds.
 */
export interface Subject {
  /** True when the field has one of the values (at least one). */
  equalsAny(values: Value[]): Sql;
  /** True when the field has no value, or null. Absent for fields that always have one. */
  isMissing?(): Sql;
  /** True when the field has a value and it stands so to `value`. */
  orders?(order: Order, value: Value): Sql;
  /** True when the field holds `text`, in any case. */
  contains?(text: string): Sql;
}

const NEVER = sql`false`;

/** The condition of one comparison. */
export function compare(subject: Subject, test: Test): Sql {
  const first = test.values[0];
  switch (test.operator) {
    case '=':
    case 'IN':
      return equals(subject, test.values);
    case '!=':
    case 'NOT IN':
      return sql`not (${equals(subject, test.values)})`;
    case ':':
      return (first && isValue(first) && subject.contains?.(first.text)) || NEVER;
    default:
      return (first && isValue(first) && subject.orders?.(test.operator, first)) || NEVER;
  }
}

function equals(subject: Subject, literals: Literal[]): Sql {
  const values = literals.filter(isValue);
  const missing = values.length < literals.length ? subject.isMissing?.() : undefined;
  if (values.length === 0) return missing ?? NEVER;
  const equal = subject.equalsAny(values);
  return missing ? sql`(${missing} or ${equal})` : equal;
}

const isValue = (literal: Literal): literal is Value => literal.kind !== 'null';

/** Operators as SQL: the text of a request is never pasted. */
export const symbol = {
  '=': sql`=`,
  '!=': sql`<>`,
  '<': sql`<`,
  '<=': sql`<=`,
  '>': sql`>`,
  '>=': sql`>=`,
} satisfies Partial<Record<Operator, Sql>>;

/** A pattern for ILIKE that finds `text` as it stands. */
export const containing = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
