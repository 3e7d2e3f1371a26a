import { FilterError, parseFilter, type FilterNode } from '../filter/index.ts';
import { invalid } from './errors.ts';

/** Null for a missing or blank filter. Throws `invalid` on `field`, naming the column, for a bad one. */
export function readFilter(
  text: string | null | undefined,
  field = 'filter_query_string',
): FilterNode | null {
  if (text === null || text === undefined || text.trim() === '') return null;
  // Neither can be stored as text in PostgreSQL.
  if (/\0|\p{Cs}/u.test(text)) throw invalid(field, 'Not a valid string.');
  try {
    return parseFilter(text);
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    // It says at which column.
    throw invalid(field, error.message);
  }
}
