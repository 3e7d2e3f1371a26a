import sql, { empty, join, type Sql } from 'sql-template-tag';
import { isAssigned } from '../../team-tasks/of-items.ts';
import type {
  ItemChoice,
  ItemCondition,
  ItemSearch,
  LabelCondition,
  LabelState,
  Values,
} from './model.ts';

/** Whether an item was taken out of another one. */
export const isSub: Sql = sql`(i.metadata ? 'parent')`;

/** Over alias `i` of a dataset's items. Conditions on labels mean confirmed ones, unless proposals are looked for. */
export function searchCondition(
  datasetUid: string,
  { state, conditions }: Pick<ItemSearch, 'state' | 'conditions'>,
): Sql {
  const of = annotationsOf(datasetUid, state === 'proposed' ? 'proposed' : 'confirmed');
  const all = [
    sql`i.dataset_uid = ${datasetUid}`,
    ...(state ? [stateCondition(datasetUid, state)] : []),
    ...conditions.flatMap((one) => itemConditions(one, of)),
    ...conditions.flatMap(({ assigned }) => (assigned ? isAssigned(datasetUid, assigned) : [])),
  ];
  return join(all, ' and ');
}

/** The same for a choice. */
export function choiceCondition(datasetUid: string, { state, all, any, uids }: ItemChoice): Sql {
  const found = [searchCondition(datasetUid, { state, conditions: all })];
  const alternatives = any.map(
    (one) => sql`(${searchCondition(datasetUid, { state, conditions: [one] })})`,
  );
  if (alternatives.length > 0) found.push(sql`(${join(alternatives, ' or ')})`);
  if (uids) found.push(sql`i.uid = any(${uids}::uuid[])`);
  return join(found, ' and ');
}

/** Whether an item has an annotation that meets `more`. */
type Has = (more: Sql) => Sql;

const annotationsOf =
  (datasetUid: string, state: 'confirmed' | 'proposed'): Has =>
  (
    more,
  ) => sql`exists (select 1 from annotations a where a.dataset_uid = ${datasetUid} and a.item_uid = i.uid
    and a.state = ${state}${more})`;

function stateCondition(datasetUid: string, state: LabelState): Sql {
  switch (state) {
    case 'labelled':
      return annotationsOf(datasetUid, 'confirmed')(empty);
    case 'proposed':
      return annotationsOf(datasetUid, 'proposed')(empty);
    case 'unlabelled':
      return sql`i.annotations_count = 0`;
  }
}

function itemConditions(one: ItemCondition, has: Has): Sql[] {
  const { labels, confidence, folder, name, created, hard, hardCoefficient, author } = one;
  const found: Sql[] = [];
  if (labels && labels.of.length > 0) {
    found.push(
      either(
        labels.any,
        labels.of.map((label) => has(labelCondition(label))),
      ),
    );
  }
  if (confidence) {
    found.push(
      has(
        sql` and ${numberIn(sql`coalesce(a.attributes->'confidence', a.attributes->'score')`, confidence)}`,
      ),
    );
  }
  if (folder !== undefined) found.push(sql`starts_with(i.key, ${folder})`);
  if (name !== undefined) {
    found.push(sql`position(lower(${name}) in lower(regexp_replace(i.key, '^.*/', ''))) > 0`);
  }
  if (created) found.push(sql`i.created_at between ${created[0]} and ${created[1]}`);
  if (hard !== undefined) {
    found.push(sql`(coalesce(i.metadata->>'hard', 'false') in ('true', '1')) = ${hard}`);
  }
  if (hardCoefficient) found.push(numberIn(sql`i.metadata->'hard_coefficient'`, hardCoefficient));
  if (author !== undefined) found.push(has(sql` and a.author = ${author}`));
  if (one.parentUid !== undefined) found.push(partOf(one.parentUid));
  if (one.metadata) found.push(...valueConditions(sql`i.metadata`, one.metadata));
  if (one.sub !== undefined) found.push(sql`${isSub} = ${one.sub}`);
  return found;
}

const partOf = (uid: string): Sql => sql`
  i.metadata->>'parent' in (${uid}, ${uid.replaceAll('-', '')},
    (select p.key from items p where p.dataset_uid = i.dataset_uid and p.uid = ${uid}::uuid))`;

function labelCondition({ name, types, attributes }: LabelCondition): Sql {
  const label =
    name === undefined
      ? empty
      : sql` and a.label_uid in (select uid from labels where name = ${name})`;
  const type = types === undefined ? empty : sql` and a.type = any(${types}::text[])`;
  const said = attributes ? valueConditions(sql`a.attributes`, attributes) : [];
  return sql`${label}${type}${said.length > 0 ? sql` and ${join(said, ' and ')}` : empty}`;
}

/** Values are compared as texts: a query has nothing else. */
function valueConditions(document: Sql, { any, of }: Values): Sql[] {
  const found = Object.entries(of).map(
    ([name, values]) => sql`${document}->>${name} = any(${values}::text[])`,
  );
  return found.length > 0 ? [either(any, found)] : [];
}

const either = (any: boolean, all: Sql[]): Sql => sql`(${join(all, any ? ' or ' : ' and ')})`;

/** What is no number is in no range. */
const numberIn = (value: Sql, [least, most]: readonly [number, number]): Sql => sql`
  case when jsonb_typeof(${value}) = 'number' then (${value})::numeric between ${least} and ${most} else false end`;
