import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { compileFilter, describeFields, parseFilter } from './index.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const guide = readFileSync(`${root}/docs/filter.md`, 'utf8');
const datasetUid = '01910000-0000-7000-8000-000000000001';

/** The cells of every row of every table whose head starts with `first`. */
const tables = (first: string) =>
  [...guide.matchAll(new RegExp(`^\\| ${first} .*\\n\\|[-| ]+\\n((?:\\|.*\\n)+)`, 'gm'))].flatMap(
    ([, rows = '']) =>
      rows
        .trim()
        .split('\n')
        .map((row) =>
          row
            .slice(1, -1)
            .split('|')
            .map((cell) => cell.trim()),
        ),
  );
const code = (cell = '') => cell.replaceAll('`', '');

it('describes every field as it is', () => {
  const expected = describeFields().map(({ name, type, nullable, description, values }) => [
    type === 'json' ? `${name}.<name>` : name,
    type,
    nullable ? 'yes' : 'no',
    values ? `${description}: ${values.join(', ')}` : description,
  ]);
  expect(tables('Field').map((row) => row.map(code))).toEqual(expected);
});

it('lists the operators of every type', () => {
  const listed = Object.fromEntries(
    tables('Type').map(([type = '', operators = '']) => [
      type,
      [...operators.matchAll(/`([^`]+)`/g)].map(([, operator]) => operator).sort(),
    ]),
  );
  for (const { type, operators } of describeFields())
    expect(listed[type], type).toEqual([...operators].sort());
});

const examples = [
  ...[...guide.matchAll(/```filter\n([^]*?)```/g)].flatMap(([, block = '']) =>
    block.trim().split('\n'),
  ),
  ...tables('Filter')
    .filter(([, meaning = '']) => !/at column \d/.test(meaning))
    .map(([filter]) => code(filter)),
];

it.each(examples)('the example %s is a filter', (example) => {
  expect(compileFilter(parseFilter(example), { datasetUid }).sql).toContain('(');
});

it('has examples and errors', () => {
  expect(examples.length).toBeGreaterThan(35);
  expect(errors.length).toBeGreaterThan(5);
});

const errors = tables('Filter').filter(([, meaning = '']) => /at column \d/.test(meaning));

it.each(errors)('%s is answered by: %s', (filter, message) => {
  expect(() => parseFilter(code(filter))).toThrow(expect.objectContaining({ message }) as Error);
});

it('and the parser are up to date with filter.peggy', () => {
  execFileSync(process.execPath, [`${root}/scripts/generate.mjs`, '--check']);
});
