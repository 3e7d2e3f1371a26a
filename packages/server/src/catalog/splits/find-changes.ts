import sql, { type Sql } from 'sql-template-tag';
import type { Split } from '../../formats/model.ts';
import type { Context } from '../context.ts';
import { drawColumn, splitColumn } from './draw.ts';
import { needsSequence, unitColumn } from './group.ts';
import type { Assignment } from './input.ts';

export interface Changes {
  looked: number;
  last: string | null;
  /** Null when nothing changes. */
  uids: string[] | null;
  splits: (Split | null)[] | null;
}

type Wanted = Pick<Assignment, 'to' | 'onlyUnassigned'> & {
  /** Boolean over alias `i`. */
  where: Sql;
  /** Uid of the last item that was looked at; null at the beginning. */
  after: string | null;
  limit: number;
};

/** Looks at the next items without locking anything: a rare condition may take a while to meet. */
export async function findChanges(
  ctx: Context,
  datasetUid: string,
  { to, onlyUnassigned, where, after, limit }: Wanted,
): Promise<Changes> {
  const draw = 'rule' in to ? drawColumn(to.rule.seed, unitColumn(to.rule.group_by)) : sql`null`;
  const next = 'rule' in to ? splitColumn(to.rule.ratios, sql`b.draw`) : sql`${to.split}::text`;
  const sequences =
    'rule' in to && needsSequence(to.rule.group_by)
      ? sql`left join sequences s on s.dataset_uid = i.dataset_uid and s.uid = i.sequence_uid`
      : sql``;
  const found = await ctx.db.row<Changes>(sql`
    select count(*) as looked, (array_agg(c.uid order by c.uid desc))[1] as last,
      array_agg(c.uid) filter (where c.next is distinct from c.split) as uids,
      array_agg(c.next) filter (where c.next is distinct from c.split) as splits
    from (select b.uid, b.split, ${next} as next from (
      select i.uid, i.split, ${draw} as draw from items i ${sequences}
      where i.dataset_uid = ${datasetUid} and ${where}
        and ${onlyUnassigned ? sql`i.split is null` : sql`true`}
        and ${after === null ? sql`true` : sql`i.uid > ${after}`}
      order by i.uid limit ${limit}) b) c`);
  return found ?? { looked: 0, last: null, uids: null, splits: null };
}
