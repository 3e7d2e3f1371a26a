import sql from 'sql-template-tag';
import { expect, test } from 'vitest';
import { projectRow } from './projection.ts';

const fields = {
  key: { value: sql`i.key`, written: 'text', nullable: false },
  uid: { value: sql`i.uid`, written: 'word', nullable: false },
  split: { value: sql`i.split`, written: 'word', nullable: true },
  size: { value: sql`i.size`, written: 'json', nullable: false },
} as const;
const link = { before: '"', field: 'uid', after: '/x', unless: 'key' } as const;

test('what a dialect says is a parameter, never SQL', () => {
  const { sql: text, values } = projectRow({ "a'": { constant: "'; drop" }, b: link }, fields);
  expect(text).toBe(
    'concat(?::text,case when i.key is null then ?::text else concat(?::text,i.uid,?::text) end,?::text)',
  );
  expect(values).toEqual([`{"a'":"'; drop","b":`, 'null', '"\\"', '/x"', '}']);
});

test('what needs no escaping is not escaped, and what stands beside each other is one text', () => {
  const row = projectRow(
    { uid: { field: 'uid' }, key: { field: 'key' }, size: { field: 'size' } },
    fields,
  );
  expect(row.sql).toBe('concat(?::text,i.uid,?::text,to_json(i.key),?::text,i.size,?::text)');
  expect(row.values).toEqual(['{"uid":"', '","key":', ',"size":', '}']);
});

test('what may be absent is null, and a list of it empty', () => {
  const row = projectRow({ split: { field: 'split' }, links: { listOf: link } }, fields);
  expect(row.sql).toContain(
    `case when i.split is null then 'null' else concat(?::text,i.split,?::text) end`,
  );
  expect(row.values).toEqual(['{"split":', '"', '"', ',"links":', '[]', '["\\"', '/x"]', '}']);
});
