import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseUid } from '../../db/ids.ts';

/** What a link opens. */
export type LinkKind = 'dataset' | 'export';

// 128 bits: a link cannot be guessed within its life.
const SIGNATURE_BYTES = 16;

function signature(secret: Buffer, kind: LinkKind, uid: string, expires: number): Buffer {
  return createHmac('sha256', secret)
    .update(`link\0${kind}\0${uid}\0${expires}`)
    .digest()
    .subarray(0, SIGNATURE_BYTES);
}

/** Tokens by secret and content: each is asked for with every page, and stays the same for an hour. */
const signed = new WeakMap<Buffer, Map<string, string>>();

const MOST_SIGNED = 1_000;

/**
 * A token that opens one dataset's media or one export's archive with a bare GET. It lives for `hours` at least; its
 * end is rounded up to the hour, so that links stay the same for a while and can be cached.
 */
export function signLink(secret: Buffer, kind: LinkKind, uid: string, hours: number): string {
  const expires = Math.ceil(Date.now() / 3_600_000 + hours);
  const tokens = signed.get(secret) ?? new Map<string, string>();
  signed.set(secret, tokens);
  const name = `${kind} ${uid} ${expires}`;
  const token = tokens.get(name) ?? makeToken(secret, kind, uid, expires);
  if (tokens.size >= MOST_SIGNED) tokens.clear();
  tokens.set(name, token);
  return token;
}

function makeToken(secret: Buffer, kind: LinkKind, uid: string, expires: number): string {
  const bytes = Buffer.alloc(20 + SIGNATURE_BYTES);
  bytes.write(uid.replaceAll('-', ''), 0, 'hex');
  bytes.writeUInt32BE(expires, 16);
  signature(secret, kind, uid, expires).copy(bytes, 20);
  return bytes.toString('base64url');
}

/** The uid that a token opens, or undefined when it is forged, expired or of another kind. */
export function openLink(secret: Buffer, kind: LinkKind, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 20 + SIGNATURE_BYTES) return undefined;
  const uid = parseUid(bytes.toString('hex', 0, 16));
  const expires = bytes.readUInt32BE(16);
  if (uid === undefined || expires * 3_600_000 < Date.now()) return undefined;
  const genuine = timingSafeEqual(signature(secret, kind, uid, expires), bytes.subarray(20));
  return genuine ? uid : undefined;
}
