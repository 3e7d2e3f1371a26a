import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import type { Split } from '../../formats/model.ts';
import { drawOf, splitOfDraw, type Ratios } from './draw.ts';
import { unitOf, type Groupable, type GroupBy } from './group.ts';

/** How items that come without a split are given one. */
export interface SplitRule {
  ratios: Ratios;
  seed: string;
  group_by: GroupBy;
}

export interface StoredRule extends SplitRule {
  uid: string;
  created_at: Date;
}

/** The rule in force for a dataset. */
export function loadRule(db: Queryable, datasetUid: string): Promise<StoredRule | undefined> {
  return db.row<StoredRule>(sql`
    select uid, ratios, seed, group_by, created_at from split_rules where dataset_uid = ${datasetUid}`);
}

/** What the rule says of an item, whatever other items there are. */
export function splitByRule({ ratios, seed, group_by }: SplitRule, item: Groupable): Split {
  return splitOfDraw(ratios, drawOf(seed, unitOf(item, group_by)));
}
