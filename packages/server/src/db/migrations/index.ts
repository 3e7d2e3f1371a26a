import type { Migration } from '../migrate.ts';
import { catalogue } from './001-catalogue.ts';

/** In order; a published migration is never edited. */
export const migrations: Migration[] = [catalogue];
