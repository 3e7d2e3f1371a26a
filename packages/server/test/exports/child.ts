// Runs one export in a process of its own and kills it (SIGKILL) at the given moment.
import type { PoolConfig } from 'pg';
import { runExport } from '../../src/catalog/exports/run.ts';
import { Database } from '../../src/db/database.ts';
import { DiskStore } from '../../src/store/disk.ts';

export type Moment = 'locked' | 'opened' | 'written' | 'stored' | 'published';

/** What the parent hands over, as JSON. */
export interface Order {
  config: PoolConfig;
  folder: string;
  workDir: string;
  uid: string;
  moment: Moment;
}

const order = JSON.parse(process.argv[2] ?? '') as Order;

function die(moment: Moment): void {
  if (moment === order.moment) process.kill(process.pid, 'SIGKILL');
}

class DeadlyStore extends DiskStore {
  override async write(key: string, content: AsyncIterable<Buffer>): Promise<number> {
    die('opened');
    const size = await super.write(key, dying(content));
    die('stored');
    return size;
  }
}

async function* dying(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    yield chunk;
    // The disk has the first chunk by now.
    await new Promise((resolve) => setTimeout(resolve, 50));
    die('written');
  }
}

const catalog = {
  db: new Database(order.config),
  store: new DeadlyStore(order.folder, 'child'),
  secret: Buffer.alloc(32),
  importRoots: [],
  workDir: order.workDir,
};
await runExport(catalog, order.uid, { onLocked: async () => die('locked') });
die('published');
