import sql, { type Sql } from 'sql-template-tag';
import { uidOf } from '../literals.ts';
import type { Compiling } from './scope.ts';
import { containing, type Subject, type Value } from './subject.ts';

const texts = (values: Value[]) => values.map((value) => value.text);

/** The class of an annotation, by name; a name may occur in several projects of the dataset. */
export function labelOf(column: Sql, { datasetUid, labels, uids: written }: Compiling): Subject {
  const among = (wanted: (name: string) => boolean, condition: Sql) => {
    if (labels) {
      const uids = labels.filter(({ name }) => wanted(name)).map(({ uid }) => uid);
      // One uid keeps the order of the index, which a list loses: a count by a merge of both in 62 ms, not 408.
      const [only] = uids;
      return only !== undefined && uids.length === 1
        ? sql`${column} = ${written.one(only)}`
        : sql`${column} = any(${written.all(uids)})`;
    }
    return sql`${column} in (
      select l.uid from labels l join project_datasets pd on pd.project_uid = l.project_uid
      where pd.dataset_uid = ${datasetUid} and ${condition})`;
  };
  return {
    equalsAny(values) {
      const names = new Set(texts(values));
      return among((name) => names.has(name), sql`l.name = any(${[...names]}::text[])`);
    },
    contains(text) {
      const part = text.toLowerCase();
      return among(
        (name) => name.toLowerCase().includes(part),
        sql`l.name ilike ${containing(text)}`,
      );
    },
  };
}

/** A project that works on the dataset, by name or uid. */
export function projectOf(column: Sql, { datasetUid }: Compiling): Subject {
  const among = (condition: Sql) => sql`${column} in (
    select p.uid from projects p join project_datasets pd on pd.project_uid = p.uid
    where pd.dataset_uid = ${datasetUid} and ${condition})`;
  return {
    equalsAny(values) {
      const uids = texts(values).flatMap((text) => uidOf(text) ?? []);
      return among(sql`(p.name = any(${texts(values)}::text[]) or p.uid = any(${uids}::uuid[]))`);
    },
    contains: (text) => among(sql`p.name ilike ${containing(text)}`),
  };
}

/** The sequence of an item, by key. */
export function sequenceOf(column: Sql, { datasetUid }: Compiling): Subject {
  const among = (condition: Sql) => sql`exists (
    select 1 from sequences s
    where s.dataset_uid = ${datasetUid} and s.uid = ${column} and ${condition})`;
  return {
    isMissing: () => sql`${column} is null`,
    equalsAny: (values) => among(sql`s.key = any(${texts(values)}::text[])`),
    contains: (text) => among(sql`s.key ilike ${containing(text)}`),
  };
}
