import sql from 'sql-template-tag';
import { expect, test } from 'vitest';
import { projectRow } from './projection.ts';

const fields = {
  key: { value: sql`i.key`, written: 'text' },
  uid: { value: sql`i.uid`, written: 'word' },
} as const;

test('what a dialect says is a parameter, never SQL', () => {
  const { json, columns } = projectRow(
    { "a'": { constant: "'; drop" }, b: { text: ["x' ||", { field: 'key' }] } },
    fields,
  );
  expect(json.sql).toBe('concat(?::text,p.v0,?::text)');
  expect(json.values).toEqual([`{"a'":"'; drop","b":`, '}']);
  expect(columns.sql).toBe(`coalesce(to_json(?::text || i.key::text)::text, 'null') as v0`);
  expect(columns.values).toEqual(["x' ||"]);
});

test('what needs no escaping is not escaped, but the words around it are', () => {
  const link = { text: ['"', { field: 'uid' }], unless: 'key' } as const;
  const { columns } = projectRow({ uid: { field: 'uid' }, link }, fields);
  expect(columns.sql).toBe(
    `coalesce('"' || i.uid || '"', 'null') as v0,` +
      `coalesce(case when i.key is not null then '"' || ?::text || i.uid::text || '"' end, 'null') as v1`,
  );
  expect(columns.values).toEqual(['\\"']);
});

test('a value that is shown twice is made once', () => {
  const link = { text: ['/', { field: 'uid' }] } as const;
  const { json, columns } = projectRow({ url: link, key: { field: 'key' }, again: link }, fields);
  expect(json.sql).toBe('concat(?::text,p.v0,?::text,p.v1,?::text,p.v0,?::text)');
  expect(columns.sql.match(/ as v/g)).toHaveLength(2);
});
