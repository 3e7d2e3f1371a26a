import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { fidelityTables } from './table.ts';

const page = join(import.meta.dirname, '../../../../../docs/formats.md');

it('docs/formats.md has the tables (`npx vitest run fidelity/docs -u` writes them)', async () => {
  const text = (await readFile(page, 'utf8')).replace(
    /(?<=<!-- tables -->\n)[^]*(?=<!-- end of the tables -->)/,
    () => `\n${fidelityTables()}\n\n`,
  );
  const options = await resolveConfig(page);
  await expect(await format(text, { ...options, parser: 'markdown' })).toMatchFileSnapshot(page);
});
