import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PoolConfig } from 'pg';
import type { Sql } from 'sql-template-tag';
import type { BareReady, BareSetup, Statement } from '../limits/bare-messages.ts';
import { peakOf } from './memory.ts';

const entry = fileURLToPath(new URL('../limits/bare.js', import.meta.url));

/** As many connections as a server of ours has by default. */
const POOL_SIZE = 10;

export interface BareServer {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** Named statements are prepared once per connection, as the best client would. */
export const statement = (name: string, query: Sql): Statement => ({
  name,
  text: query.text,
  values: query.values,
});

export async function startBare(config: PoolConfig, statements: Statement[]): Promise<BareServer> {
  const child = fork(entry);
  child.send({ config: { ...config, max: POOL_SIZE }, statements } satisfies BareSetup);
  const [{ port }] = (await once(child, 'message')) as [BareReady];
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async stop() {
      const closed = once(child, 'exit');
      child.disconnect();
      await closed;
    },
  };
}

/** Peak memory in MB of a bare server that has answered nothing yet: what Node itself takes. */
export async function bareMemory(config: PoolConfig): Promise<number> {
  const bare = await startBare(config, []);
  const peak = await peakOf(bare.pid);
  await bare.stop();
  return peak ?? NaN;
}
