import sql, { join, type Sql } from 'sql-template-tag';
import { parseDate } from '../dates.ts';
import { uidOf } from '../literals.ts';
import { containing, symbol, type Subject, type Value } from './subject.ts';

/** How a column may lack a value; `is true` turns unknown into false, but hides the column from an index. */
const known = (nullable: boolean, condition: Sql) =>
  nullable ? sql`(${condition}) is true` : condition;

const missing = (nullable: boolean, column: Sql) =>
  nullable ? { isMissing: () => sql`${column} is null` } : {};

/** Texts are ordered by code point, whatever the database's collation is. */
export const textColumn = (column: Sql, nullable: boolean): Subject => ({
  ...missing(nullable, column),
  equalsAny: (values) => known(nullable, oneOf(column, values)),
  orders: (order, value) =>
    known(nullable, sql`${column} collate "C" ${symbol[order]} ${value.text}`),
  contains: (text) => known(nullable, sql`${column} ilike ${containing(text)}`),
});

/** The text of the value equals the column; a single value may use an index. */
export function oneOf(column: Sql, values: Value[]): Sql {
  const texts = values.map((value) => value.text);
  return texts.length === 1 ? sql`${column} = ${texts[0]}` : sql`${column} = any(${texts}::text[])`;
}

/** Numbers are compared as numeric: 3.5 and 1e300 are no errors for an integer column. */
export const numberColumn = (column: Sql, nullable: boolean): Subject => ({
  ...missing(nullable, column),
  equalsAny: (values) =>
    known(nullable, sql`${column} = any(${values.map((value) => value.text)}::numeric[])`),
  orders: (order, value) => known(nullable, sql`${column} ${symbol[order]} ${value.text}::numeric`),
});

export const uidColumn = (column: Sql): Subject => ({
  equalsAny: (values) => sql`${column} = any(${values.map((value) => uidOf(value.text))}::uuid[])`,
});

/** A date without a time is a whole day: `=` is inside it, `>` after it, `<=` before its end. */
export const dateColumn = (column: Sql): Subject => ({
  equalsAny: (values) =>
    sql`(${join(
      values.map((value) => {
        const { from, to } = period(value);
        return to
          ? sql`(${column} >= ${from}::timestamptz and ${column} < ${to}::timestamptz)`
          : sql`${column} = ${from}::timestamptz`;
      }),
      ' or ',
    )})`,
  orders(order, value) {
    const { from, to } = period(value);
    if (to && order === '>') return sql`${column} >= ${to}::timestamptz`;
    if (to && order === '<=') return sql`${column} < ${to}::timestamptz`;
    return sql`${column} ${symbol[order]} ${from}::timestamptz`;
  },
});

function period(value: Value) {
  const found = parseDate(value.text);
  if (!found) throw new TypeError('The filter has not been checked: not a date');
  return found;
}
