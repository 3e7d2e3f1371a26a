import sql, { join, type Sql } from 'sql-template-tag';
import type { Subject, Value } from './subject.ts';

/**
 * Up to this many values are looked up in the GIN index; more are hashed in one scan. 10 rare numbers, each as a number
 * and as a text, of 200 k items: 22 ms by the index, 1.3 s by the scan; without a hit in the index the two cost the same.
 */
const INDEXED = 20;

/**
 * A value inside a JSON document that has a `jsonb_path_ops` index. A list matches when one of its elements does.
 * Paths and vars are parameters; `strict` keeps a path from looking into lists of objects, as `@>` does, and
 * silent (`true`) makes a missing name or a value of another type no match.
 */
export function jsonValue(document: Sql, path: string[]): Subject {
  const place = `strict $${path.map((name) => `.${JSON.stringify(name)}`).join('')}`;
  const exists = (condition: string, vars: string) =>
    sql`jsonb_path_exists(${document}, ${`${place} ? (${condition})`}::jsonpath, ${vars}::jsonb, true) is true`;
  return {
    isMissing: () => sql`(${exists('@ != null', '{}')}) is not true`,
    equalsAny(values) {
      const wanted = values.flatMap(alternatives);
      if (wanted.length > INDEXED) return isAnyOf(document, place, wanted);
      const [name, ...inner] = path;
      return name !== undefined && inner.length === 0
        ? memberIsAny(document, name, wanted)
        : holdsAny(document, path, wanted);
    },
    orders: (order, value) => exists(orElement(`${order} $v`), `{"v":${json(value)}}`),
    // "q" takes the pattern as plain text, so that there is no regular expression in it; "i" is any case.
    contains: (text) => exists(orElement(`like_regex ${JSON.stringify(text)} flag "qi"`), '{}'),
  };
}

/** Each element is tested by itself: in strict mode one of another type would make the whole list unknown. */
const orElement = (condition: string) => `@ ${condition} || exists(@[*] ? (@ ${condition}))`;

/** A bare 5 or true is also the text "5" or "true", because many tools store everything as text. */
const alternatives = (value: Value): string[] =>
  value.kind === 'text' ? [json(value)] : [json(value), JSON.stringify(value.text)];

/** JSON text; a number keeps its digits. */
function json(value: Value): string {
  if (value.kind === 'number') return value.text;
  return value.kind === 'boolean' ? value.text.toLowerCase() : JSON.stringify(value.text);
}

/**
 * One look into the index and one estimate, where `@>` needs two for each value (a count of rare ones in 0.7 ms, not 1.2).
 * Not strict, so that a list is compared element by element, and in a filter, so that it is never unknown. Deeper it would
 * look into lists of objects.
 */
function memberIsAny(document: Sql, name: string, wanted: string[]): Sql {
  const isOne = wanted.map((value) => `@.${JSON.stringify(name)} == ${value}`).join(' || ');
  return sql`${document} @? ${`$ ? (${isOne})`}::jsonpath`;
}

function holdsAny(document: Sql, path: string[], wanted: string[]): Sql {
  // Built as text, because the name __proto__ would be lost in an object.
  const nested = (value: string) =>
    path.reduceRight((inner, name) => `{${JSON.stringify(name)}:${inner}}`, value);
  const holds = wanted
    .flatMap((value) => [nested(value), nested(`[${value}]`)])
    .map((pattern) => sql`${document} @> ${pattern}::jsonb`);
  return sql`(${join(holds, ' or ')})`;
}

function isAnyOf(document: Sql, place: string, wanted: string[]): Sql {
  const found = (path: string) => sql`exists (
    select 1 from jsonb_path_query(${document}, ${path}::jsonpath, '{}', true) found(value)
    where found.value = any(${wanted}::jsonb[]))`;
  return sql`(${found(place)} or ${found(`${place}[*]`)})`;
}
