import type { TSchema } from '../schema.ts';
import { expect, test } from 'vitest';
import * as contract from './index.ts';

const members = (schema: TSchema) =>
  Object.keys((schema as unknown as { properties: object }).properties);

// How many rows each table of spec 004 has.
const tables: [number: number, schema: TSchema, rows: number][] = [
  [1, contract.ProjectPath, 1],
  [2, contract.ListDatasetsQuery, 16],
  [3, contract.ListDatasets, 2],
  [4, contract.DatasetAndFilePreview, 52],
  [5, contract.DataSource, 5],
  [6, contract.SchemaMap, 2],
  [7, contract.SourceInfo, 13],
  [8, contract.Label, 4],
  [9, contract.AnnotationFile, 11],
  [10, contract.Field, 4],
  [11, contract.DatasetVersion, 50],
  [12, contract.LabelStats, 6],
  [13, contract.LabelAttribute, 5],
  [14, contract.LabelAttributeValue, 2],
  [15, contract.LabelProperty, 6],
  [16, contract.WorkforceDescriptor, 9],
  [17, contract.Worker, 8],
];

test.each(tables)('table %i has its rows', (_table, schema, rows) => {
  expect(members(schema)).toHaveLength(rows);
});
