import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Catalog } from '../../context.ts';

/** What a page of ours knows and a page of others cannot read: made from the session, so that nothing is stored. */
export function csrfToken({ secret }: Pick<Catalog, 'secret'>, sessionUid: string): string {
  return createHmac('sha256', secret).update(`csrf:${sessionUid}`).digest('base64url');
}

/** Whether `given` is the session's token, in constant time. */
export function isCsrfToken(
  catalog: Pick<Catalog, 'secret'>,
  sessionUid: string,
  given: unknown,
): boolean {
  if (typeof given !== 'string') return false;
  const wanted = Buffer.from(csrfToken(catalog, sessionUid));
  const offered = Buffer.from(given);
  return wanted.length === offered.length && timingSafeEqual(wanted, offered);
}
