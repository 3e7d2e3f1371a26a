import sql from 'sql-template-tag';
import type { Context } from '../../context.ts';
import { keyset, type Orderings, type Page, type PageRequest, type Place } from '../../paging.ts';
import { requireScope } from '../rights.ts';
import { apiKeyColumns, type ApiKey } from './row.ts';

const orderings: Orderings = {
  columns: {
    created_at: { column: 'k.uid', type: 'uuid' },
    name: { column: 'k.name', type: 'text' },
  },
  fallback: '-created_at',
  tieBreak: 'k.uid',
};

/** The actor's own keys that have not been revoked, newest first. Throws `forbidden`. */
export async function listApiKeys(ctx: Context, request: PageRequest): Promise<Page<ApiKey>> {
  requireScope(ctx.actor, 'key.read');
  const page = keyset(ctx.secret, `api-keys:${ctx.actor.userUid}`, orderings, request);
  const rows = await ctx.db.rows<ApiKey & Place>(sql`
    select ${apiKeyColumns}, ${page.position} from api_keys k
    where k.user_uid = ${ctx.actor.userUid} and k.revoked_at is null and ${page.after}
    order by ${page.orderBy} limit ${page.limit}`);
  return page.finish(rows);
}
