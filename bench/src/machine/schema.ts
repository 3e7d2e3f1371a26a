import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const migrations = fileURLToPath(
  new URL('../../../packages/server/src/db/migrations', import.meta.url),
);

/** Another one for every change of a migration: before a release they are changed in place, and old databases are void. */
export async function schemaHash(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(migrations)).toSorted()) {
    if (name.endsWith('.ts')) hash.update(name).update(await readFile(join(migrations, name)));
  }
  return hash.digest('hex');
}
