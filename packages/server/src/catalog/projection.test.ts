import sql from 'sql-template-tag';
import { expect, test } from 'vitest';
import { projectRow } from './projection.ts';

const fields = { key: sql`i.key` };

test('what a dialect says is a parameter, never SQL', () => {
  const { sql: text, values } = projectRow(
    { a: { constant: "'; drop" }, b: { text: ["x' ||", { field: 'key' }] } },
    fields,
  );
  expect(text).toBe("json_build_object('a',?::json,'b',(?::text || i.key::text))");
  expect(values).toEqual(['"\'; drop"', "x' ||"]);
});

test('a name that is none is a bug', () => {
  expect(() => projectRow({ "a'": { field: 'key' } }, fields)).toThrow('Not a name');
});
