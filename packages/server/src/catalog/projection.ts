import { join, raw, default as sql, type Sql } from 'sql-template-tag';

/**
 * What a dialect wants each row of a hot list to look like. PostgreSQL builds the JSON text from it (measured: 2.3
 * to 2.7 times the pages per second of row objects), while the words of the wire stay in the dialect.
 */
export type Projection<Field extends string> = Readonly<Record<string, Value<Field>>>;

export type Value<Field extends string> =
  | { field: Field }
  | { constant: unknown }
  /** Text parts and fields joined; null when any field, or the field `unless`, is null. */
  | { text: readonly (string | { field: Field })[]; unless?: Field }
  /** A list of the value, or an empty list when it is null. */
  | { listOf: Value<Field> };

/** A query for rows as JSON text, in two halves: `select ${json} from (select ${columns} from …) p`. */
export interface RowText {
  /** A column for each value, however often the row shows it. The fields are over the aliases of the inner query. */
  columns: Sql;
  /** Joined from pieces of text: PostgreSQL takes 0.7 of the time that `json_build_object` takes. */
  json: Sql;
}

/** Projections that were asked for last, by their fields and their text: making one costs 50 µs, finding it 8. */
const made = new WeakMap<object, Map<string, RowText>>();

/** One per dataset that is being read, and hour of its links. */
const MOST_MADE = 100;

/** `fields` gives the expression of each field, of any type that can be JSON. The projection names one at least. */
export function projectRow<Field extends string>(
  projection: Projection<Field>,
  fields: Readonly<Record<Field, Sql>>,
): RowText {
  const known = made.get(fields) ?? new Map<string, RowText>();
  made.set(fields, known);
  const key = JSON.stringify(projection);
  const found = known.get(key);
  if (found) return found;
  if (known.size >= MOST_MADE) known.clear();
  const row = makeRow(projection, fields);
  known.set(key, row);
  return row;
}

function makeRow<Field extends string>(
  projection: Projection<Field>,
  fields: Readonly<Record<Field, Sql>>,
): RowText {
  const columns = new Map<string, { made: Sql; name: Sql }>();
  const pieces: Sql[] = [];
  let fixed = '{';
  for (const [name, value] of Object.entries<Value<Field>>(projection)) {
    fixed += `${fixed.endsWith('{') ? '' : ','}${JSON.stringify(name)}:`;
    if ('constant' in value) {
      fixed += JSON.stringify(value.constant);
      continue;
    }
    const key = JSON.stringify(value);
    const column = columns.get(key) ?? {
      made: sql`coalesce(${jsonOf(value, fields)}, 'null')`,
      name: raw(`v${columns.size}`),
    };
    columns.set(key, column);
    pieces.push(sql`${fixed}::text`, sql`p.${column.name}`);
    fixed = '';
  }
  pieces.push(sql`${`${fixed}}`}::text`);
  return {
    columns: join([...columns.values()].map(({ made, name }) => sql`${made} as ${name}`)),
    json: sql`concat(${join(pieces)})`,
  };
}

/** JSON as text, or null. */
function jsonOf<Field extends string>(
  value: Value<Field>,
  fields: Readonly<Record<Field, Sql>>,
): Sql {
  if ('field' in value) return sql`to_json(${fields[value.field]})::text`;
  if ('constant' in value) return sql`${JSON.stringify(value.constant)}::text`;
  if ('listOf' in value) return sql`coalesce('[' || ${jsonOf(value.listOf, fields)} || ']', '[]')`;
  // The || operator gives null when any part is null, concat() would not.
  const parts = value.text.map((part) =>
    typeof part === 'string' ? sql`${part}::text` : sql`${fields[part.field]}::text`,
  );
  const text = join(parts, ' || ');
  return value.unless
    ? sql`to_json(case when ${fields[value.unless]} is not null then ${text} end)::text`
    : sql`to_json(${text})::text`;
}
