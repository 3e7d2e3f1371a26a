import sql, { type Sql } from 'sql-template-tag';

/**
 * Which items stay together: those of a sequence, of a folder, or with the same value under a name at the top of the
 * metadata. An item that has none of it stands for itself, as with `none` all do.
 */
export type GroupBy = 'sequence' | 'folder' | 'none' | `metadata.${string}`;

const METADATA = /^metadata\.(?=.)/;

export function isGroupBy(text: string): text is GroupBy {
  return ['sequence', 'folder', 'none'].includes(text) || METADATA.test(text);
}

/** What of an item says with which others it stays; by keys and never by uids, which differ after a new import. */
export interface Groupable {
  key: string;
  /** Key of its sequence. */
  sequence?: string | undefined;
  metadata?: Record<string, unknown> | undefined;
}

/** Numbers that JavaScript and PostgreSQL write alike; with any other an item stands for itself. */
const PLAIN_NUMBER = '^-?[0-9]{1,15}(?:[.][0-9]{1,6})?$';

/** The name of the item's group, or its own key. */
export function unitOf(item: Groupable, groupBy: GroupBy): string {
  return groupOf(item, groupBy) ?? item.key;
}

function groupOf({ key, sequence, metadata }: Groupable, groupBy: GroupBy): string | undefined {
  switch (groupBy) {
    case 'none':
      return undefined;
    case 'sequence':
      return sequence;
    case 'folder':
      return key.slice(0, Math.max(0, key.lastIndexOf('/'))) || undefined;
    default:
      return scalarText(new Map(Object.entries(metadata ?? {})).get(nameIn(groupBy)));
  }
}

function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const text = String(value);
  return typeof value === 'boolean' || new RegExp(PLAIN_NUMBER).test(text) ? text : undefined;
}

/** The same in SQL, for alias `i`; `s` is the sequence of the item, where `needsSequence` says so. */
export function unitColumn(groupBy: GroupBy): Sql {
  switch (groupBy) {
    case 'none':
      return sql`i.key`;
    case 'sequence':
      return sql`coalesce(s.key, i.key)`;
    case 'folder':
      return sql`coalesce(nullif(regexp_replace(i.key, '/?[^/]*$', ''), ''), i.key)`;
    default: {
      const name = nameIn(groupBy);
      const text = sql`i.metadata ->> ${name}::text`;
      return sql`coalesce(case jsonb_typeof(i.metadata -> ${name}::text)
        when 'string' then ${text} when 'boolean' then ${text}
        when 'number' then substring(${text} from ${PLAIN_NUMBER}) end, i.key)`;
    }
  }
}

export const needsSequence = (groupBy: GroupBy) => groupBy === 'sequence';

const nameIn = (groupBy: GroupBy) => groupBy.replace(METADATA, '');
