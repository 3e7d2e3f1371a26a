import { ApiError } from '../api/errors.ts';

/** What the server says of one field, for the `error` of its input. */
export const fieldOf = (error: unknown, name: string): string | undefined =>
  error instanceof ApiError ? error.field(name) : undefined;

/** What belongs to none of `names`: it must be shown elsewhere. */
export const otherThan = (error: unknown, names: readonly string[]): boolean =>
  error !== null && !names.some((name) => fieldOf(error, name) !== undefined);
