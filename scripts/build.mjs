// Installs if needed, then compiles what changed since the last build.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, root } from './install.mjs';

const stamp = `${root}node_modules/.sheaf-built`;

/** Newest modification among the sources: tsc's own up-to-date check takes a second, this takes ten milliseconds. */
function newest(dir) {
  let latest = 0;
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) latest = Math.max(latest, newest(path));
    else latest = Math.max(latest, statSync(path).mtimeMs);
  }
  return latest;
}

export function build() {
  install();
  const sources = ['contract', 'server'].map((name) => `${root}packages/${name}/src`);
  const version = String(Math.max(...sources.map(newest)));
  const built = existsSync(`${root}packages/server/dist/main.js`);
  if (built && existsSync(stamp) && readFileSync(stamp, 'utf8') === version) return;
  console.error('Building ...');
  execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-b'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  writeFileSync(stamp, version);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
