import { readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const packages = fileURLToPath(new URL('../../../', import.meta.url));
const dialect = join(packages, 'server', 'src', 'dialects', 'modelarts') + sep;
const contract = join(packages, 'contract', 'src', 'modelarts') + sep;
const built = join(packages, 'contract', 'dist', 'modelarts') + sep;
const registration = join(packages, 'server', 'src', 'dialects', 'index.ts');
const gone = (path: string) =>
  [dialect, contract, built].some((folder) => `${path}${sep}`.startsWith(folder));

/** The registration without the dialect's import and its line in the list. */
const without = (text: string) =>
  text
    .split('\n')
    .filter((line) => !line.includes('modelarts'))
    .join('\n');

/** Type errors of a package, with the dialect's folders hidden. */
function problems(name: string): string[] {
  const file = join(packages, name, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as { config: object };
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(file));
  const host = ts.createCompilerHost({ ...options, noEmit: true });
  const { readFile, fileExists } = host;
  host.fileExists = (path) => !gone(path) && fileExists(path);
  host.readFile = (path) => {
    if (gone(path)) return undefined;
    const text = readFile(path);
    return path === registration && text !== undefined ? without(text) : text;
  };
  // Its own reading would go past readFile.
  host.getSourceFile = (path, target) => {
    const text = host.readFile(path);
    const options = typeof target === 'object' ? target : { languageVersion: target };
    const jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
    return text === undefined
      ? undefined
      : ts.createSourceFile(path, text, { ...options, jsDocParsingMode });
  };
  const program = ts.createProgram({
    rootNames: fileNames.filter((path) => !gone(path)),
    options: { ...options, noEmit: true, composite: false, incremental: false },
    host,
  });
  // Compiled with every file of the package but the dialect's, or the result would say nothing.
  const names = program.getSourceFiles().map((source) => source.fileName);
  expect(names.filter(gone)).toEqual([]);
  expect(names).toEqual(expect.arrayContaining(fileNames.filter((path) => !gone(path))));
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test('the registration names the dialect in two lines', () => {
  const text = readFileSync(registration, 'utf8');
  expect(text.split('\n').length - without(text).split('\n').length).toBe(2);
});

test("without the dialect's folders and its registration, everything compiles", () => {
  expect(problems('contract')).toEqual([]);
  expect(problems('server')).toEqual([]);
});
