/** What formats read and write: what stands in a dataset, what an import is given, and what an export hands out. */
export type * from './model/export.ts';
export type * from './model/import.ts';
export type * from './model/objects.ts';
