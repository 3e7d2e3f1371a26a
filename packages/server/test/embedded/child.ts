// A process that runs the embedded PostgreSQL until it is killed, or until its standard input ends.
// Arguments: data directory, options as JSON. Says one line of JSON when the server answers.
import { acquireServerLock } from '../../src/db/embedded/owner.ts';
import { startEmbedded } from '../../src/db/embedded/start.ts';

const [dataDir = '', options = '{}'] = process.argv.slice(2);
const begin = performance.now();
const lock = await acquireServerLock(dataDir);
const embedded = await startEmbedded({ dataDir, ...JSON.parse(options) });
const { connection, attached } = embedded;
const ms = performance.now() - begin;
console.log(JSON.stringify({ connection, attached, served: lock !== undefined, ms }));
process.stdin.resume().on('end', () => void embedded.stop().then(() => process.exit(0)));
