import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** The living PostgreSQL processes of a cluster: postmaster and children work inside the cluster's folder. */
export async function clusterProcesses(cluster: string): Promise<number[]> {
  if (process.platform !== 'linux') return postmastersByCommand(cluster);
  const pids: number[] = [];
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    // Another user's process, or one that ended meanwhile, is none of ours. A zombie has no folder.
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    if (folder === cluster && (await isPostgres(pid))) pids.push(pid);
  }
  return pids;
}

async function isPostgres(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [, name, state] = /\((.*)\) (\w)/s.exec(stat) ?? [];
  return name === 'postgres' && state !== 'Z' && state !== 'X';
}

/** Without /proc: the postmaster keeps its command line, which names the cluster. */
async function postmastersByCommand(cluster: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axww', '-o', 'pid=,stat=,command=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, state, command = ''] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    const ours = /\bpostgres -D /.test(command) && command.includes(` -D ${cluster} `);
    return pid && ours && !state?.startsWith('Z') ? [Number(pid)] : [];
  });
}

/** Sends a signal; a process that is gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Waits until the cluster has no process left; `escalation` says what to send after how many milliseconds. */
export async function endProcesses(
  cluster: string,
  escalation: [afterMs: number, name: NodeJS.Signals][],
): Promise<void> {
  const start = Date.now();
  const steps = [...escalation];
  for (let pids = await clusterProcesses(cluster); pids.length > 0;) {
    const next = steps[0];
    if (next && Date.now() - start >= next[0]) {
      for (const pid of pids) signal(pid, next[1]);
      steps.shift();
    }
    await sleep(20);
    pids = await clusterProcesses(cluster);
  }
}
