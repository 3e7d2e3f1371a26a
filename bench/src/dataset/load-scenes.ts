import type { Database } from '@sheaf/server/dist/db/database.js';
import type { Manifest } from './manifest.ts';
import type { Shape } from './tiers.ts';
export async function loadScenes(_db: Database, shape: Shape, _seed: number): Promise<Manifest> {
  throw new Error(`not yet ${shape.name}`);
}
