import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { benches } from './benches/index.ts';
import { WrongResult } from './checks/wrong.ts';
import { openWorkplace, type Workplace } from './machine/workplace.ts';
import { readOptions, type Options } from './options.ts';
import { rowOf, type Row } from './report/row.ts';
import { markdownTable, textTable } from './report/table.ts';

let open: Workplace | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    // PostgreSQL is not our child in the sense of the shell: it would stay.
    void Promise.resolve(open?.close()).finally(() => process.exit(1));
  });
}

/** Runs the benches; each shows its rows when it ends, so that a later failure takes nothing away. */
async function run(options: Options): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of options.benches) {
    const place = (open = await openWorkplace(options));
    try {
      console.error(`bench ${name}, tier ${options.tier} ...`);
      const measured = await benches[name](place);
      const found = measured.map((one) => rowOf(name, options.tier, one));
      console.log(`${textTable(found)}\n`);
      rows.push(...found);
    } catch (error) {
      if (!(error instanceof WrongResult)) throw error;
      console.error(`WRONG RESULT in bench ${name}: ${error.message}`);
      process.exitCode = 1;
    } finally {
      await place.close();
    }
  }
  return rows;
}

const load = () => loadavg().map((value) => value.toFixed(1));

try {
  const options = readOptions(process.argv.slice(2));
  const before = load();
  const rows = await run(options);
  console.log(
    `Node ${process.version}, ${cpus().length} cores; load average ${before.join(' ')} before, ${load().join(' ')} after`,
  );
  if (options.json) await writeFile(options.json, `${JSON.stringify(rows, undefined, 2)}\n`);
  if (options.markdown) await writeFile(options.markdown, markdownTable(rows));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
// What may linger (an idle connection) does not keep the command.
process.exit();
