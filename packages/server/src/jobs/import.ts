import type { Catalog } from '../catalog/context.ts';
import { CatalogError } from '../catalog/errors.ts';
import { runImport } from '../catalog/imports/run.ts';

/** Runs an import, unless its dataset has gone or another process (a command in a terminal) is at it. */
export async function importJob(
  catalog: Catalog,
  uid: string,
  options: { signal: AbortSignal },
): Promise<void> {
  try {
    await runImport(catalog, uid, options);
  } catch (error) {
    const over = error instanceof CatalogError && ['busy', 'not_found'].includes(error.code);
    if (!over) throw error;
  }
}
