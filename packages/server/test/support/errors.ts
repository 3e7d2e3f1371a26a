import { CatalogError } from '../../src/catalog/errors.ts';

/** The code of the CatalogError that the work throws, or `nothing`. */
export const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof CatalogError ? error.code : error),
  );

/** The same for its fields. */
export const fieldsOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof CatalogError ? error.fields : error),
  );
