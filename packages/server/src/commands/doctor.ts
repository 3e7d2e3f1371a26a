import { ConfigError } from '../config.ts';
import { createLog, errorText } from '../log.ts';
import { openCatalog } from '../process/open.ts';
import type { Config } from '../settings.ts';
import { bad, type Finding } from './checks/finding.ts';
import { checkMachine, checkNode } from './checks/machine.ts';
import { checkService } from './checks/service.ts';
import type { Configure } from './operate.ts';
import { printJson, printTable } from './table.ts';

/** Checks what Sheaf needs and prints what it found. Returns false when something is wrong. */
export async function doctor(configure: Configure, options: { json?: boolean }): Promise<boolean> {
  const findings = await examine(configure);
  if (options.json) printJson(findings);
  else printFindings(findings);
  return findings.every((finding) => finding.ok);
}

async function examine(configure: Configure): Promise<Finding[]> {
  const node = await checkNode();
  let config: Config;
  try {
    config = configure();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const remedies = 'Correct these variables; docs/settings.md lists them all.';
    return [node, { check: 'settings', ...bad(error.problems.join('; '), remedies) }];
  }
  const machine = await checkMachine(config);
  return [node, ...machine, ...(await openAndCheck(config))];
}

async function openAndCheck(config: Config): Promise<Finding[]> {
  const log = createLog(config.logLevel === 'info' ? 'error' : config.logLevel, 'doctor');
  try {
    const opened = await openCatalog(config, log);
    try {
      return await checkService(opened.catalog, config);
    } finally {
      await opened.close();
    }
  } catch (error) {
    const remedy = config.databaseUrl
      ? 'See that SHEAF_DATABASE_URL is right and that the database accepts connections.'
      : `See ${config.dataDir}/postgres.log.`;
    return [{ check: 'database', ...bad(errorText(error, 'error'), remedy) }];
  }
}

function printFindings(findings: Finding[]): void {
  const rows = findings.map(({ check, ok, detail }) => [ok ? 'ok' : 'BAD', check, detail]);
  printTable(['', 'CHECK', 'FOUND'], rows);
  for (const { check, ok, remedy } of findings) {
    if (!ok && remedy) console.log(`\n${check}: ${remedy}`);
  }
}
