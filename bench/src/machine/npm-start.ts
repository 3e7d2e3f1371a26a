import { join } from 'node:path';
import { findServerPids, type ServerPids } from './pids.ts';
import { environment, said, start } from './sheaf.ts';

export interface Started {
  pids: ServerPids;
  stop(): Promise<unknown>;
  /** From the command until the first 200 of the API. */
  ms: number;
}

/** `npm start` as a user types it, with the embedded database of the folder. */
export async function npmStart(folder: string, key: string): Promise<Started> {
  const settings = {
    SHEAF_DATA_DIR: join(folder, 'data'),
    SHEAF_ADMIN_KEY: key,
    SHEAF_PORT: '0',
  };
  const began = performance.now();
  const running = start('npm', ['start'], environment(settings));
  const [, url = ''] = await said(running, /Sheaf listens on (http:\/\/\S+)/);
  const answer = await fetch(`${url.replace(/\/$/, '')}/api/v1/datasets/`, {
    headers: { 'x-avala-api-key': key },
  });
  if (!answer.ok) throw new Error(`The first request: ${answer.status} ${await answer.text()}`);
  const ms = performance.now() - began;
  const pids = await findServerPids(settings.SHEAF_DATA_DIR);
  const stop = () => {
    // Not npm's: it would leave the server behind.
    process.kill(pids.node, 'SIGTERM');
    return running.ended;
  };
  return { pids, stop, ms };
}
