import type { Catalog } from '../context.ts';
import { uploadPlace } from '../uploads/place.ts';
import type { Import } from './model.ts';
import { publishedPlace } from './published/fetch.ts';
import { resolveSource, type SourcePlace } from './roots.ts';

/** Where an import reads. Throws `invalid` on `path` for what is no longer there or allowed. */
export function importPlace(
  catalog: Catalog,
  { uid, source, options }: Import,
  signal?: AbortSignal,
): Promise<SourcePlace> {
  if (options.upload !== undefined) return uploadPlace(catalog, options.upload);
  if (options.published) return publishedPlace(catalog, uid, options.published, signal);
  return resolveSource(source, options.operator ? undefined : catalog.importRoots);
}
