import type { Migration } from '../migrate.ts';
import { catalogue } from './001-catalogue.ts';
import { imports } from './002-imports.ts';

/** In order; a published migration is never edited. */
export const migrations: Migration[] = [catalogue, imports];
