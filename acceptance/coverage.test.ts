import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** COVERAGE.md is true: no test of the table is missing, and no test of the documents is missing in the table. */
const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

const table = [...read('COVERAGE.md').matchAll(/^\| (.+?) +\| `(.+?)` +\| (.+?) +\|$/gm)].map(
  ([, section = '', file = '', test = '']) => ({ section, file, test }),
);

/** Titles as they stand in the source, with `%s` in those of tables. */
function titles(file: string): string[] {
  const source = read(file);
  const quoted =
    /(?:\bit\(|\bit\.each\([^)]*\)\(|\]\)\(|rounds\)\()\s*(?:'((?:[^'\\\n]|\\.)+)'|"([^"\n]+)")/g;
  return [...source.matchAll(quoted)].map(([, single, double]) => single ?? double ?? '');
}

describe('COVERAGE.md', () => {
  it('names only tests that exist', () => {
    const missing = table.filter(({ file, test }) => !titles(file).includes(test));
    expect(missing).toEqual([]);
  });

  it('names every test of the documents', () => {
    const specs = readdirSync(new URL('.', import.meta.url)).filter((name) => /^spec-/.test(name));
    expect(specs.length).toBeGreaterThan(0);
    const unnamed = specs.flatMap((file) =>
      titles(file)
        .filter((test) => !table.some((row) => row.file === file && row.test === test))
        .map((test) => `${file}: ${test}`),
    );
    expect(unnamed).toEqual([]);
  });

  it('has every file of the suite', () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter((name) =>
      name.endsWith('.test.ts'),
    );
    const text = read('COVERAGE.md');
    const missing = files.filter((file) => !text.includes(file));
    expect(missing).toEqual([]);
  });
});
