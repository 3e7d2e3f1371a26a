// Makes a fresh clone ready: installs when the lock file changed since the last install. Bare Node only.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}node_modules/.sheaf-installed`;

export function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing packages (once) ...');
  const npm = process.env.npm_execpath;
  const [command, ...prefix] = npm ? [process.execPath, npm] : ['npm'];
  // No scripts of packages are run: none is needed. --include=dev: an environment with NODE_ENV=production still needs the compiler.
  const flags = [
    '--include=dev',
    '--ignore-scripts',
    '--loglevel=error',
    '--no-audit',
    '--no-fund',
  ];
  execFileSync(command, [...prefix, 'ci', ...flags], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  writeFileSync(stamp, wanted);
}
