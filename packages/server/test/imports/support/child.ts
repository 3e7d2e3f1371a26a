// Runs one import until it ends or the process is killed. Arguments: database, store root, import uid.
// With `--expose-gc` it also says how many bytes were in use during each phase, garbage not counted.
import { Database } from '../../../src/db/database.ts';
import { runImport } from '../../../src/catalog/imports/run.ts';
import { DiskStore } from '../../../src/store/disk.ts';

/** Collecting takes some 10 ms: often enough to meet a batch in the making, seldom enough to get on. */
const SAMPLE_MS = 50;

const [config = '', storeRoot = '', uid = ''] = process.argv.slice(2);
const db = new Database(JSON.parse(config));
const catalog = {
  db,
  store: new DiskStore(storeRoot),
  secret: Buffer.alloc(32),
  importRoots: [],
  workDir: storeRoot,
};
const live: Record<string, number[]> = {};
let current = 'staging';
const sampler = setInterval(() => {
  if (!globalThis.gc) return;
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  (live[current] ??= []).push(heapUsed + external);
}, SAMPLE_MS);
const row = await runImport(catalog, uid, {
  onProgress: ({ phase, published }) => {
    current = phase;
    console.log(JSON.stringify({ phase, published }));
  },
});
clearInterval(sampler);
console.log(JSON.stringify({ status: row.status, live }));
await db.close();
