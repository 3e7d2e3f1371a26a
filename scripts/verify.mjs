// `npm run verify`: format, lint, types and unit tests side by side; no database. Prints what failed.
import { spawn } from 'node:child_process';
import { install, root } from './install.mjs';

install();
const steps = ['format:check', 'lint', 'types', 'test:unit'];

function run(step) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn('npm', ['run', '-s', step], {
      cwd: root,
      // A second shows what is broken in a property; `npm test` tries all its examples.
      env: { ...process.env, SHEAF_TEST_PROPERTY_MS: '1000' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.on('close', (code) => resolve({ step, code, output }));
  });
}

for (const { step, code, output } of await Promise.all(steps.map(run))) {
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${step}`);
  if (code === 0) continue;
  console.log(output);
  process.exitCode = 1;
}
