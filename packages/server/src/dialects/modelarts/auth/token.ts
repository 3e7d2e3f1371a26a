import { createHmac, timingSafeEqual } from 'node:crypto';

/** Sets tokens apart from API keys, which come in the same header. */
const PREFIX = 'sheaf.';

/** As the service documents it. */
export const TOKEN_HOURS = 24;

/** What a token stands for. The credential is looked up again at each use, so that revoking it ends its tokens. */
export interface Grant {
  kind: 'api-key' | 'access-key';
  /** Uid of the credential that the token was given for. */
  credential: string;
  /** Uid of the owner that it is good for. */
  project: string;
  /** Milliseconds since 1970. */
  expires: number;
}

const isGrant = (value: unknown): value is Grant => typeof value === 'object' && value !== null;

const signature = (secret: Buffer, payload: string) =>
  createHmac('sha256', secret).update(`modelarts token\0${payload}`).digest();

export function makeToken(secret: Buffer, grant: Grant): string {
  const payload = Buffer.from(JSON.stringify(grant)).toString('base64url');
  return `${PREFIX}${payload}.${signature(secret, payload).toString('base64url')}`;
}

export const isToken = (text: string) => text.startsWith(PREFIX);

/** What the token grants; undefined when it is forged or its time is over at `now`. */
export function openToken(secret: Buffer, token: string, now: Date): Grant | undefined {
  const [payload = '', signed = ''] = token.slice(PREFIX.length).split('.');
  const given = Buffer.from(signed, 'base64url');
  const genuine = signature(secret, payload);
  if (given.length !== genuine.length || !timingSafeEqual(given, genuine)) return undefined;
  const grant: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  return isGrant(grant) && grant.expires > now.getTime() ? grant : undefined;
}
