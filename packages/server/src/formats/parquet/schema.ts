import type { ParquetType, SchemaElement } from 'hyparquet';
import type { Column } from '../rows/columns.ts';

const physical: Record<Column['type'], ParquetType> = {
  text: 'BYTE_ARRAY',
  json: 'BYTE_ARRAY',
  integer: 'INT32',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
};

/** The columns as a flat schema in which every value may be missing. Text is marked as UTF-8, JSON as JSON. */
export function schemaOf(columns: readonly Column[]): SchemaElement[] {
  const root: SchemaElement = { name: 'schema', num_children: columns.length };
  const leaves = columns.map(({ name, type }): SchemaElement => {
    const element: SchemaElement = { name, type: physical[type], repetition_type: 'OPTIONAL' };
    if (type === 'text') return { ...element, converted_type: 'UTF8' };
    return type === 'json' ? { ...element, converted_type: 'JSON' } : element;
  });
  return [root, ...leaves];
}
