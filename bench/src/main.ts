import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { benches } from './benches/index.ts';
import { WrongResult } from './checks/wrong.ts';
import { openWorkplace } from './machine/workplace.ts';
import { readOptions, type Options } from './options.ts';
import { rowOf, type Row } from './report/row.ts';
import { markdownTable, textTable } from './report/table.ts';

/** Runs the benches; what could be measured is shown even when a later one fails. */
async function run(options: Options): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of options.benches) {
    const place = await openWorkplace(options);
    try {
      console.error(`bench ${name}, tier ${options.tier} ...`);
      const measured = await benches[name](place);
      rows.push(...measured.map((one) => rowOf(name, options.tier, one)));
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
  console.log(textTable(rows));
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
