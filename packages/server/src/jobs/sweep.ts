import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { absentNames } from '../db/presence.ts';
import type { Log } from '../log.ts';
import type { Suspects } from './recover.ts';

/** Looks once for folders of temporary files whose process is dead, and removes them. `folders` hold one per process. */
export async function sweepTemporary(
  db: Database,
  folders: string[],
  suspects: Suspects,
  log: Log,
): Promise<void> {
  const found = new Map<string, string[]>();
  for (const folder of folders) {
    for (const name of await readdir(folder).catch(() => [])) {
      found.set(name, [...(found.get(name) ?? []), join(folder, name)]);
    }
  }
  if (found.size === 0) return;
  const absent = await db.rows<{ name: string }>(absentNames([...found.keys()]));
  const names = absent.map((row) => row.name);
  for (const name of suspects.dead(names, performance.now())) {
    for (const path of found.get(name) ?? []) {
      await rm(path, { recursive: true, force: true });
      log.info('Removed the temporary files of a process that died', { path });
    }
  }
}
