import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { complain } from './commands/complaint.ts';
import { registerExport } from './commands/export.ts';
import { registerImport } from './commands/import.ts';
import { registerKey } from './commands/key.ts';
import { openAsOperator } from './commands/operate.ts';
import { registerOwner } from './commands/owner.ts';
import { registerSignIn } from './commands/sign-in.ts';
import { registerSplit } from './commands/split.ts';
import { loadConfig } from './config.ts';
import type { Config } from './settings.ts';

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string };

/** How long the process may linger after its command has ended. */
const EXIT_MS = 2000;

/** The settings, and a word about those that do not exist. */
function configure(): Config {
  const { config, warnings } = loadConfig();
  if (config.logLevel !== 'silent') for (const line of warnings) process.stderr.write(`${line}\n`);
  return config;
}

const open = () => openAsOperator(configure);

const program = new Command('sheaf')
  .description('A self-hosted catalogue for labelled vision data')
  .version(version)
  .showSuggestionAfterError();

// Each command loads its code when it runs, so that help is quick.
program
  .command('serve')
  .description('answer requests and run imports and exports')
  .action(async () => (await import('./commands/serve.ts')).serve(configure()));

program
  .command('worker')
  .description('run imports and exports beside a server, on the same database')
  .action(async () => (await import('./commands/worker.ts')).work(configure()));

program
  .command('demo')
  .description('serve with demo data and say what to try next')
  .action(async () => (await import('./commands/demo.ts')).demo(configure()));

registerExport(program, open);
registerImport(program, open);
registerKey(program, open);
registerOwner(program, open);
registerSignIn(program, open);
registerSplit(program, open);

program
  .command('doctor')
  .description('check that everything that Sheaf needs is there')
  .option('--json', 'answer as JSON')
  .action(async (options: { json?: boolean }) => {
    const { doctor } = await import('./commands/doctor.ts');
    if (!(await doctor(configure, options))) process.exitCode = 1;
  });

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = complain(error);
}
// Everything is closed by now; what still holds the process (a socket that will not end) may not keep it.
setTimeout(() => process.exit(), EXIT_MS).unref();
