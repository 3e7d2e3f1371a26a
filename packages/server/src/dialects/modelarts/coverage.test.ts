import { existsSync, readFileSync } from 'node:fs';
import * as contract from '@sheaf/contract/modelarts';
import { expect, test } from 'vitest';

const root = new URL('../../../../../', import.meta.url);
const page = readFileSync(new URL('docs/modelarts-coverage.md', root), 'utf8');

/** The tables of spec 004 in their order. */
const schemas: { properties: object }[] = [
  contract.ProjectPath,
  contract.ListDatasetsQuery,
  contract.ListDatasets,
  contract.DatasetAndFilePreview,
  contract.DataSource,
  contract.SchemaMap,
  contract.SourceInfo,
  contract.Label,
  contract.AnnotationFile,
  contract.Field,
  contract.DatasetVersion,
  contract.LabelStats,
  contract.LabelAttribute,
  contract.LabelAttributeValue,
  contract.LabelProperty,
  contract.WorkforceDescriptor,
  contract.Worker,
];

interface Row {
  name: string;
  source: string;
  test: string;
}

const tables = page
  .split(/^## Table /m)
  .slice(1)
  .map((text) => ({
    number: parseInt(text, 10),
    rows: [...text.matchAll(/^\| `([^`]+)`\s*\| (.+?)\s*\| (.+?)\s*\|$/gm)].map(
      ([, name = '', source = '', test = '']): Row => ({ name, source, test }),
    ),
  }));

test('there is a table for each of the 17, with every row of it and no other', () => {
  expect(tables.map((table) => table.number)).toEqual(schemas.map((_, index) => index + 1));
  for (const [index, { rows }] of tables.entries()) {
    const names = Object.keys(schemas[index]?.properties ?? {});
    expect(rows.map((row) => row.name).sort()).toEqual(names.sort());
  }
});

test('every row that is shown has a test that names it, and the others say why they are left out', () => {
  const texts = new Map<string, string>();
  const wrong = tables.flatMap(({ number, rows }) =>
    rows.flatMap(({ name, source, test }) => {
      if (test === 'none')
        return source.startsWith('left out: ') ? [] : [`${number} ${name}: no test`];
      const file = new URL(`packages/server/test/modelarts/${test.replaceAll('`', '')}`, root);
      if (!existsSync(file)) return [`${number} ${name}: ${test} is not there`];
      const text = texts.get(file.href) ?? readFileSync(file, 'utf8');
      texts.set(file.href, text);
      return text.includes(name) ? [] : [`${number} ${name}: ${test} does not name it`];
    }),
  );
  expect(wrong).toEqual([]);
});
