import type { Sql } from 'sql-template-tag';
import { compileFilter, FilterError, parseFilter } from '../../filter/index.ts';
import { invalid } from '../errors.ts';

/** The filter as a boolean over alias `i`. Throws `invalid` on `filter` with a message that points to the column. */
export function itemFilter(text: string, datasetUid: string): { text: string; condition: Sql } {
  try {
    return { text, condition: compileFilter(parseFilter(text), { datasetUid }) };
  } catch (error) {
    if (error instanceof FilterError) throw invalid('filter', error.message);
    throw error;
  }
}
