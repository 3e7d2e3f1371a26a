import type { FastifyRequest } from 'fastify';

/** A cookie's value as it was sent; undefined when there is none of that name. */
export function readCookie(request: FastifyRequest, name: string): string | undefined {
  for (const part of request.headers.cookie?.split(';') ?? []) {
    const [key, value] = part.split('=', 2);
    if (key?.trim() === name && value !== undefined) return value.trim();
  }
  return undefined;
}

export interface CookieOptions {
  /** Seconds that the browser keeps it; 0 takes it away. */
  maxAge: number;
  /** Over https only. */
  secure: boolean;
}

/**
 * A Set-Cookie header of a cookie that scripts cannot read and other sites cannot send. `value` must be made of
 * letters, digits, `-` and `_`.
 */
export function ownCookie(name: string, value: string, { maxAge, secure }: CookieOptions): string {
  const parts = [`${name}=${value}`, 'Path=/', `Max-Age=${maxAge}`, 'HttpOnly', 'SameSite=Strict'];
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ');
}
