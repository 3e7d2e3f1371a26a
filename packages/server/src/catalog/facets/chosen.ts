import sql, { empty, join, type Sql } from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';

/** What facets describe of one dataset. */
export interface SelectionPart {
  datasetUid: string;
  /** Boolean over alias `i` of items; null: all of them. */
  where: Sql | null;
}

/** The items that are read. */
export interface Chosen {
  parts: ChosenPart[];
  /** Share of the selected items that is read, in (0, 1]. */
  share: number;
  items: number;
  annotations: number;
  /** Items with annotations; undefined when not counted yet. */
  annotated?: number;
}

interface ChosenPart extends SelectionPart {
  /** The uids when they are few, as text of a PostgreSQL array: looked up instead of found again. */
  uids: string | null;
}

/** So many uids are sent instead of asking the filter again, and PostgreSQL knows how few they are; 14 k took 60 ms. */
const FEW = 5_000;

/** Steps of a share: a hash has that many values. */
const STEPS = 65_536;
const stepsOf = (share: number) => Math.max(1, Math.round(share * STEPS));

/** The same items for every request: a hash of the uid decides, and a smaller share is a part of a larger one. */
const drawn = (share: number): Sql =>
  sql`(uuid_hash_extended(i.uid, 0) & ${STEPS - 1}::bigint) < ${stepsOf(share)}::bigint`;

/** Whole datasets of a known size; nothing is read. */
export function chooseWhole(parts: SelectionPart[], items: number, annotations: number): Chosen {
  return { parts: parts.map((part) => ({ ...part, uids: null })), share: 1, items, annotations };
}

/** Counts a share of the parts; never more than `most` items and one. */
export async function choose(
  db: Queryable,
  parts: SelectionPart[],
  share: number,
  most?: number,
): Promise<Chosen> {
  const drawnParts = parts.map((part) => (share < 1 ? narrowed(part, drawn(share)) : part));
  const limit = most === undefined ? empty : sql`limit ${most + 1}`;
  const branches = drawnParts.map(
    ({ datasetUid, where }) => sql`(select i.dataset_uid, i.uid, i.annotations_count from items i
      where i.dataset_uid = ${datasetUid} and ${where ?? sql`true`} ${limit})`,
  );
  if (branches.length === 0) return chooseWhole([], 0, 0);
  const rows = await db.rows<{
    dataset: string;
    uids: string | null;
    items: number;
    annotations: number;
    annotated: number;
  }>(sql`
    select c.dataset_uid as dataset, count(*) as items, sum(c.annotations_count)::bigint as annotations,
      count(*) filter (where c.annotations_count > 0) as annotated,
      case when count(*) <= ${FEW} then array_agg(c.uid)::text end as uids
    from (${join(branches, ' union all ')}) c group by c.dataset_uid`);
  return {
    parts: rows.map(({ dataset, uids }) => ({
      datasetUid: dataset,
      where: drawnParts.find(({ datasetUid }) => datasetUid === dataset)?.where ?? null,
      uids,
    })),
    share: share < 1 ? stepsOf(share) / STEPS : 1,
    items: rows.reduce((sum, { items }) => sum + items, 0),
    annotations: rows.reduce((sum, { annotations }) => sum + annotations, 0),
    annotated: rows.reduce((sum, { annotated }) => sum + annotated, 0),
  };
}

const narrowed = ({ datasetUid, where }: SelectionPart, more: Sql): SelectionPart => ({
  datasetUid,
  where: where ? sql`${more} and ${where}` : more,
});

/** A part of what was chosen, when `size` of it is beyond `bound`. */
export async function atMost(
  db: Queryable,
  chosen: Chosen,
  size: number,
  bound: number,
): Promise<Chosen> {
  if (size <= bound) return chosen;
  const parts = chosen.parts.map((part) => ({ ...part, where: whereOf(part) }));
  return choose(db, parts, (chosen.share * bound) / size);
}

/** Few items are looked up. */
const whereOf = ({ where, uids }: ChosenPart): Sql | null =>
  uids === null ? where : sql`i.uid = any(${uids}::uuid[])`;

/** `columns` of the chosen items, alias `i`, as a table. */
export const itemRows = (chosen: Chosen, columns: Sql): Sql =>
  union(
    chosen.parts.map(
      (part) => sql`select ${columns} from items i
        where i.dataset_uid = ${part.datasetUid} and ${whereOf(part) ?? sql`true`}`,
    ),
  );

/** `columns` of their annotations, alias `a`. */
export function annotationRows(chosen: Chosen, columns: Sql, how: HowToRead = {}): Sql {
  return union(
    chosen.parts.map(
      (part) => sql`select ${columns} from annotations a ${how.beside ?? empty}
        where a.dataset_uid = ${part.datasetUid} and ${itemOf(part, how.all ?? false)}`,
    ),
  );
}

interface HowToRead {
  /** What each annotation is joined with. */
  beside?: Sql;
  /** All annotations of the datasets are passed in the order of an index: then they need no sorting. */
  all?: boolean;
}

function itemOf({ datasetUid, where, uids }: ChosenPart, all: boolean): Sql {
  if (uids !== null) return sql`a.item_uid = any(${uids}::uuid[])`;
  if (where === null) return sql`true`;
  const among = sql`a.item_uid in (select i.uid from items i where i.dataset_uid = ${datasetUid} and ${where})`;
  // As a condition that is no join, PostgreSQL looks into a hash of the items and keeps the order of the index.
  return all ? sql`(${among}) is true` : among;
}

const union = (selects: Sql[]) => sql`(${join(selects, ' union all ')})`;
