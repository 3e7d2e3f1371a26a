import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { startServer, stopServer } from './running.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Without a trailing slash and without `/api/v1`. */
    baseUrl: string;
    adminKey: string;
    /** The command line sets things up in it, beside the running server. */
    dataDir: string;
    /** Folder under which the API may import. */
    importRoot: string;
  }
}

const build = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url));

/** One server for all files, or the one that SHEAF_ACCEPTANCE_URL, _KEY and _DATA_DIR name. */
export default async function setup(project: TestProject) {
  const { SHEAF_ACCEPTANCE_URL, SHEAF_ACCEPTANCE_KEY, SHEAF_ACCEPTANCE_DATA_DIR } = process.env;
  if (!SHEAF_ACCEPTANCE_URL) execFileSync(process.execPath, [build], { stdio: 'inherit' });
  const folder = await mkdtemp(join(tmpdir(), 'sheaf-acceptance-'));
  const importRoot = join(folder, 'imports');
  project.provide('importRoot', importRoot);
  if (SHEAF_ACCEPTANCE_URL && SHEAF_ACCEPTANCE_KEY) {
    project.provide('baseUrl', SHEAF_ACCEPTANCE_URL.replace(/\/$/, ''));
    project.provide('adminKey', SHEAF_ACCEPTANCE_KEY);
    project.provide('dataDir', SHEAF_ACCEPTANCE_DATA_DIR ?? '');
    return () => rm(folder, { recursive: true, force: true });
  }
  const adminKey = randomBytes(20).toString('hex');
  const dataDir = join(folder, 'data');
  const running = await startServer({
    SHEAF_DATA_DIR: dataDir,
    SHEAF_ADMIN_KEY: adminKey,
    SHEAF_IMPORT_ROOTS: importRoot,
  });
  project.provide('baseUrl', running.baseUrl);
  project.provide('adminKey', adminKey);
  project.provide('dataDir', dataDir);
  return async () => {
    const code = await stopServer(running);
    await rm(folder, { recursive: true, force: true });
    if (code !== 0) throw new Error(`sheaf serve ended with ${code}:\n${running.output()}`);
  };
}
