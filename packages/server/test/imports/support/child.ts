// Runs one import until it ends or the process is killed. Arguments: database, store root, import uid.
import { Database } from '../../../src/db/database.ts';
import { runImport } from '../../../src/catalog/imports/run.ts';
import { DiskStore } from '../../../src/store/disk.ts';

const [config = '', storeRoot = '', uid = ''] = process.argv.slice(2);
const db = new Database(JSON.parse(config));
const catalog = {
  db,
  store: new DiskStore(storeRoot),
  secret: Buffer.alloc(32),
  importRoots: [],
  workDir: storeRoot,
};
let rss = 0;
const sampler = setInterval(() => {
  rss = Math.max(rss, process.memoryUsage.rss());
}, 20);
const row = await runImport(catalog, uid, {
  onProgress: ({ phase, published }) => console.log(JSON.stringify({ phase, published })),
});
clearInterval(sampler);
console.log(JSON.stringify({ status: row.status, rss }));
await db.close();
