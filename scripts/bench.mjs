// `npm run bench -- …`: installs and builds what is needed, the benchmarks too, then runs them.
import { execFileSync } from 'node:child_process';
import { build } from './build.mjs';
import { root } from './install.mjs';

build();
// Not a part of `tsc -b`: whoever starts the server should not wait for it.
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-b', 'bench'], {
  cwd: root,
  stdio: ['ignore', 2, 2],
});
await import(new URL('bench/dist/main.js', `file://${root}`));
