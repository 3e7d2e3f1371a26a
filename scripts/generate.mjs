// Makes the checked-in generated files. `--check` writes nothing and fails when one is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import peggy from 'peggy';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => readFileSync(root + path, 'utf8');
const grammarPath = 'packages/server/src/filter/filter.peggy';

/** The parser of the filter language. Peggy writes JavaScript; the types stand in filter/syntax.ts. */
function filterParser() {
  const source = peggy.generate(read(grammarPath), {
    output: 'source',
    format: 'es',
    grammarSource: 'filter.peggy',
  });
  return `// Made from filter.peggy by \`npm run generate\`; do not edit.\n// @ts-nocheck\n${source.trimEnd()}\n`;
}

/** The guide to the filter language with the EBNF that the grammar file carries beside its rules. */
function filterGuide() {
  const rules = read(grammarPath).match(/^\/\/= .*$/gm) ?? [];
  const ebnf = rules.map((line) => line.slice('//= '.length)).join('\n');
  return read('docs/filter.md').replace(/(?<=```ebnf\n)[^]*?(?=\n```)/, () => ebnf);
}

const outputs = {
  'packages/server/src/filter/parser.generated.ts': filterParser,
  'docs/filter.md': filterGuide,
};

const content = (path) => {
  try {
    return read(path);
  } catch {
    return undefined;
  }
};

for (const [path, make] of Object.entries(outputs)) {
  const made = make();
  if (made === content(path)) continue;
  if (process.argv.includes('--check')) {
    console.error(`${path} is stale: run \`npm run generate\`.`);
    process.exitCode = 1;
  } else {
    writeFileSync(root + path, made);
    console.log(`Wrote ${path}`);
  }
}
