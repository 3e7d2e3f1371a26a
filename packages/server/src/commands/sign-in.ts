import type { Command } from 'commander';
import { ADMIN } from '../catalog/access/ensure-admin.ts';
import { findServer } from '../process/announcement.ts';
import type { Open } from './operate.ts';
import { signInLink } from './sign-in-link.ts';
import { printJson } from './table.ts';

interface Options {
  owner: string;
  json?: boolean;
}

/** `sheaf sign-in`: a link that signs in a browser, once and within 15 minutes. */
export function registerSignIn(program: Command, open: Open): void {
  program
    .command('sign-in')
    .description('print a link that signs in a browser, once and within 15 minutes')
    .option('--owner <name>', 'the user', ADMIN)
    .option('--json', 'answer as JSON')
    .action((options: Options) => signIn(open, options));
}

async function signIn(open: Open, { owner, json }: Options): Promise<void> {
  const { ctx, config, close } = await open();
  try {
    const server = await findServer(config.dataDir);
    const url = config.publicUrl ?? server?.url ?? `http://${config.host}:${config.port}`;
    const link = await signInLink(ctx, url, owner);
    if (json) printJson({ url: link });
    else console.log(link);
  } finally {
    await close();
  }
}
