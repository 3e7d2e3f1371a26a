import sql from 'sql-template-tag';
import { expect, test } from 'vitest';
import { projectRow } from './projection.ts';

const fields = { key: sql`i.key`, uid: sql`i.uid` };

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

test('a value that is shown twice is made once', () => {
  const link = { text: ['/', { field: 'uid' }] } as const;
  const { json, columns } = projectRow({ url: link, key: { field: 'key' }, again: link }, fields);
  expect(json.sql).toBe('concat(?::text,p.v0,?::text,p.v1,?::text,p.v0,?::text)');
  expect(columns.sql.match(/ as v/g)).toHaveLength(2);
});
