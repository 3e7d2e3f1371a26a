import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { canonicalRequest, type WireRequest } from './canonical.ts';

const ALGORITHM = 'SDK-HMAC-SHA256';

/** How far the clock of a client may be off, as the gateway documents it. */
export const SKEW_MS = 15 * 60_000;

/** What an Authorization header says. */
export interface Claim {
  access: string;
  /** Lower case, in the order in which they are signed. */
  signedHeaders: string[];
  /** 64 hexadecimal digits. */
  signature: string;
}

const PARTS =
  /^SDK-HMAC-SHA256\s+Access=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([\da-f]{64})$/i;

/** Whether a header asks for this kind of proof at all. */
export const isSigned = (authorization: string | undefined): authorization is string =>
  authorization?.startsWith(ALGORITHM) ?? false;

/** The parts of the header; undefined when it is malformed. */
export function parseClaim(authorization: string): Claim | undefined {
  const match = PARTS.exec(authorization.trim());
  if (!match) return undefined;
  const [, access = '', headers = '', signature = ''] = match;
  return {
    access,
    signedHeaders: headers.toLowerCase().split(';'),
    signature: signature.toLowerCase(),
  };
}

/** Why a request is refused; `canonical` when it was understood, so that a client's author can compare. */
export interface Refusal {
  reason: string;
  canonical?: string;
}

/**
 * Undefined when the request was signed with `secret` within 15 minutes of `now`, otherwise why not. The comparison
 * takes as long whatever is wrong. The same request is good again within that time (docs/decisions/008).
 */
export function refuse(
  request: WireRequest,
  claim: Claim,
  secret: string,
  now: Date,
): Refusal | undefined {
  const date = [request.headers['x-sdk-date']].flat()[0];
  if (date === undefined || !claim.signedHeaders.includes('x-sdk-date')) {
    return { reason: 'X-Sdk-Date is not signed' };
  }
  const time = parseSdkDate(date);
  if (time === undefined) return { reason: 'X-Sdk-Date is not yyyyMMddTHHmmssZ' };
  if (Math.abs(now.getTime() - time) > SKEW_MS) return { reason: 'X-Sdk-Date is out of date' };
  const hashed = request.headers['x-sdk-content-sha256'];
  if (hashed !== undefined && hashed !== request.bodyHash) {
    return { reason: 'X-Sdk-Content-Sha256 is not the hash of the body' };
  }
  const canonical = canonicalRequest(request, claim.signedHeaders);
  if (canonical === undefined) return { reason: 'verify aksk signature fail' };
  const twice = canonicalRequest(request, claim.signedHeaders, true) ?? canonical;
  const given = Buffer.from(claim.signature, 'hex');
  const fits = [canonical, twice].map((text) =>
    timingSafeEqual(Buffer.from(signatureOf(text, date, secret), 'hex'), given),
  );
  if (fits.includes(true)) return undefined;
  return { reason: 'verify aksk signature fail', canonical };
}

/** One HMAC, without a key derived per day or region. */
export function signatureOf(canonical: string, date: string, secret: string): string {
  const text = `${ALGORITHM}\n${date}\n${hash('sha256', canonical)}`;
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** Milliseconds since 1970. */
function parseSdkDate(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}
