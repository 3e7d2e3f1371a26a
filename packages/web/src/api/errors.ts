/** Messages per field, as a 400 gives them. */
export type FieldErrors = Record<string, string[]>;

/** An answer that is no success. `detail` is a sentence for people; `fields` is filled for a 400 about fields. */
export class ApiError extends Error {
  readonly status: number;
  readonly fields: FieldErrors;

  constructor(status: number, detail: string, fields: FieldErrors = {}) {
    super(detail);
    this.name = 'ApiError';
    this.status = status;
    this.fields = fields;
  }

  /** The first message about `name`. */
  field(name: string): string | undefined {
    return this.fields[name]?.[0];
  }
}

/** No answer came: the server is down or the network is. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server does not answer.', { cause });
    this.name = 'Unreachable';
  }
}

/** Reads the body of a refusal: `{"detail": …}` or `{"<field>": ["…"]}`; anything else is named by its status. */
export function errorOf(status: number, body: unknown): ApiError {
  if (typeof body !== 'object' || body === null) return new ApiError(status, `Error ${status}.`);
  const { detail, ...rest } = body as Record<string, unknown>;
  if (typeof detail === 'string') return new ApiError(status, detail);
  const fields = Object.fromEntries(
    Object.entries(rest).map(([name, messages]) => [name, [messages].flat().map(String)]),
  );
  const first = Object.values(fields)[0]?.[0];
  return new ApiError(status, first ?? `Error ${status}.`, fields);
}

/** The 1-based column that a message of the filter language points to. */
export function columnOf(message: string): number | undefined {
  const found = / at column (\d+)/.exec(message)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** What to show of anything that was thrown. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
