import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from './sheaf.ts';
import type { Workplace } from './workplace.ts';

/** The least of several counts: what a server does beside the requests does not fall into each of them. */
const REQUESTS = 20;

/** Settings of a server whose connections, and nobody else's, log every statement. */
export function loggingSettings(place: Workplace): Settings {
  const settings = place.settings();
  const options = encodeURIComponent('-c log_statement=all');
  return {
    ...settings,
    SHEAF_DATABASE_URL: `${settings.SHEAF_DATABASE_URL ?? ''}&options=${options}`,
  };
}

/**
 * How many statements one call of `request` costs the server with these settings, exactly: PostgreSQL writes each into
 * its log before it runs it, so before the answer.
 */
export async function statementsOf(
  { folder }: Workplace,
  request: () => Promise<unknown>,
): Promise<number> {
  const log = join(folder, 'data', 'postgres.log');
  // The first one makes connections and notes the use of the key.
  await request();
  const counts: number[] = [];
  for (let i = 0; i < REQUESTS; i += 1) {
    const { size } = await stat(log);
    await request();
    const lines = (await textFrom(log, size)).match(/LOG: {2}(execute|statement)/g);
    counts.push(lines?.length ?? 0);
  }
  return Math.min(...counts);
}

async function textFrom(path: string, start: number): Promise<string> {
  const file = await open(path);
  try {
    const length = (await file.stat()).size - start;
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, start);
    return buffer.toString('utf8');
  } finally {
    await file.close();
  }
}
