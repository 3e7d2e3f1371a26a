import type { FastifyInstance } from 'fastify';

/** Deeper documents are refused: nothing that Sheaf takes nests further, and walking them costs. */
const MAX_DEPTH = 64;

/** A body that is not JSON, or holds what PostgreSQL or JavaScript cannot keep as it is. */
export class BodyError extends Error {
  /** Top-level field at fault, when there is one. */
  readonly field: string | undefined;

  constructor(message: string, field?: string) {
    super(message);
    this.field = field;
  }
}

/**
 * Parses application/json strictly. Refused rather than changed in silence: text that is not UTF-8, NUL and lone
 * surrogates, whole numbers beyond 2^53, numbers beyond a double, `__proto__`. An empty body is an empty object,
 * because clients send POST without one.
 */
export function takeJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseBody(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

export function parseBody(body: Buffer): unknown {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    throw new BodyError(`JSON parse error - ${(error as Error).message}`);
  }
  check(value, undefined, 0);
  return value;
}

function check(value: unknown, field: string | undefined, depth: number): void {
  if (typeof value === 'string') return checkText(value, field);
  if (typeof value === 'number') return checkNumber(value, field);
  if (typeof value !== 'object' || value === null) return;
  if (depth >= MAX_DEPTH) throw new BodyError('This value is nested too deeply.', field);
  if (Array.isArray(value)) {
    for (const element of value) check(element, field, depth + 1);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    const top = depth === 0 ? name : field;
    if (name === '__proto__') throw new BodyError('"__proto__" is not allowed as a name.', top);
    checkText(name, top);
    check(inner, top, depth + 1);
  }
}

function checkText(text: string, field: string | undefined): void {
  if (text.includes('\0')) throw new BodyError('Null characters are not allowed.', field);
  if (!text.isWellFormed()) {
    const at = text.search(
      /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/,
    );
    const code = text.charCodeAt(at).toString(16).toUpperCase();
    throw new BodyError(`Surrogate characters are not allowed: U+${code}.`, field);
  }
}

function checkNumber(value: number, field: string | undefined): void {
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
    throw new BodyError('A valid number is required.', field);
  }
}
