/** The load, in a process of its own. The plan is the only argument; the results go to stdout. */
import { Connection } from './connection.ts';
import type { LoadPlan, LoadResult } from './plan.ts';
import { Tally } from './tally.ts';

/** Requests to one target before it is the next one's turn: as a client that goes on asking, not one that comes back. */
const STRETCH = 10;

const plan = JSON.parse(process.argv[2] ?? '{}') as LoadPlan;
const measureFrom = performance.now() + plan.warmUpMs;
const open = (count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, i) => plan.targets[i % plan.targets.length]).flatMap(
      (target) => (target ? [Connection.open(target)] : []),
    ),
  );

/** All connections at the same time. */
async function atOnce(connections: number): Promise<LoadResult> {
  const tally = new Tally();
  const end = measureFrom + plan.measureMs;
  let last = 0;
  const run = async (connection: Connection) => {
    for (;;) {
      const answer = await connection.ask();
      last = performance.now();
      tally.take(answer, last >= measureFrom);
      // A slow server is measured longer: it must not look as if it did not answer.
      if (last >= end && tally.requests >= connections) return connection.close();
    }
  };
  await Promise.all((await open(connections)).map(run));
  return tally.result(last - measureFrom);
}

/** One client that asks one target after the other. */
async function inTurn(): Promise<LoadResult[]> {
  const all = (await open(plan.targets.length)).map((connection) => ({
    connection,
    tally: new Tally(),
  }));
  const end = measureFrom + plan.measureMs * all.length;
  do {
    for (const { connection, tally } of all) {
      const isMeasured = performance.now() >= measureFrom;
      for (let n = 0; n < STRETCH; n++) tally.take(await connection.ask(), isMeasured);
    }
  } while (performance.now() < end || all.some(({ tally }) => tally.requests === 0));
  for (const { connection } of all) connection.close();
  return all.map(({ tally }) => tally.result(tally.spent));
}

const { connections } = plan;
const results = connections === 'in turn' ? await inTurn() : [await atOnce(connections)];
process.stdout.write(JSON.stringify(results));
