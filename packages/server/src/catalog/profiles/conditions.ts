import sql, { join, raw, type Sql } from 'sql-template-tag';
import { kindOfDataType, OTHER_KIND } from './model.ts';

export interface ProfileFilters {
  /** Part of the name, any case. */
  search?: string | undefined;
  /** Any of these. */
  kinds?: readonly number[] | undefined;
  coupled?: boolean | undefined;
  workspace?: string | undefined;
  hasVersions?: boolean | undefined;
  /** Has a version that meets all of it. */
  version?:
    | {
        format?: string | undefined;
        /** Inclusive, 0 to 1. */
        ratios?: readonly [number, number] | undefined;
      }
    | undefined;
}

const whens = Object.entries(kindOfDataType).map(([type, kind]) =>
  raw(`when '${type}' then ${kind}`),
);

/** Over alias `d` and its profile `p`, which may be missing. */
export const kindOf: Sql = sql`
  coalesce(p.kind, case d.data_type ${join(whens, ' ')} else ${raw(String(OTHER_KIND))} end)`;
export const coupledOf: Sql = sql`coalesce(p.coupled, true)`;
export const workspaceOf: Sql = sql`coalesce(p.workspace, '0')`;

/** Conditions over aliases `d` and `p`. */
export function conditions(filters: ProfileFilters): Sql[] {
  const { search, kinds, coupled, workspace, hasVersions, version } = filters;
  const found: Sql[] = [];
  if (search) found.push(sql`position(lower(${search}) in lower(d.name)) > 0`);
  if (kinds) found.push(sql`${kindOf} = any(${kinds}::int[])`);
  if (coupled !== undefined) found.push(sql`${coupledOf} = ${coupled}`);
  if (workspace !== undefined) found.push(sql`${workspaceOf} = ${workspace}`);
  if (hasVersions !== undefined) found.push(sql`${hasVersion([])} = ${hasVersions}`);
  if (version) found.push(hasVersion(versionConditions(version)));
  return found;
}

function versionConditions({ format, ratios }: NonNullable<ProfileFilters['version']>): Sql[] {
  const found: Sql[] = [];
  if (format !== undefined) found.push(sql`v.format = ${format}`);
  if (ratios) found.push(sql`v.train_ratio::numeric between ${ratios[0]} and ${ratios[1]}`);
  return found;
}

function hasVersion(more: Sql[]): Sql {
  const all = join([sql`v.dataset_uid = d.uid`, ...more], ' and ');
  return sql`exists (select 1 from dataset_versions v where ${all})`;
}
