// Installs if needed, then compiles what changed since the last build.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, root } from './install.mjs';

/** Newest modification among the sources: tsc's own up-to-date check takes a second, this takes ten milliseconds. */
function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  let latest = 0;
  for (const entry of readdirSync(path)) {
    latest = Math.max(latest, newest(join(path, entry)));
  }
  return latest;
}

/** What is built: the sources it is made from, one file that it makes, and the command. */
const parts = [
  {
    name: 'server',
    sources: ['packages/contract/src', 'packages/server/src'],
    made: 'packages/server/dist/main.js',
    folder: root,
    // Types of the web app are left to `npm run types`: building it needs none.
    command: ['node_modules/typescript-native/bin/tsc', '-b', 'packages/server'],
  },
  {
    name: 'web',
    sources: ['src', 'public', 'build', 'index.html', 'vite.config.ts', 'package.json'].map(
      (name) => `packages/web/${name}`,
    ),
    made: 'packages/web/dist/index.html',
    folder: `${root}packages/web`,
    command: ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
  },
];

export function build() {
  install();
  for (const part of parts) {
    const stamp = `${root}node_modules/.sheaf-built-${part.name}`;
    const version = String(Math.max(...part.sources.map((path) => newest(root + path))));
    const built = existsSync(root + part.made) && existsSync(stamp);
    if (built && readFileSync(stamp, 'utf8') === version) continue;
    console.error(`Building the ${part.name} ...`);
    const [program, ...flags] = part.command;
    execFileSync(process.execPath, [root + program, ...flags], {
      cwd: part.folder,
      // Under a test runner NODE_ENV says something else, and React would come with its checks.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 2, 2],
    });
    writeFileSync(stamp, version);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
