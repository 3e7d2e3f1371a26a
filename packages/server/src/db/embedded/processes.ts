import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** In the title of every child process (PostgreSQL's cluster_name), so that it can be told whose child it is. */
export function titleOf(cluster: string): string {
  return `sheaf-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`;
}

/** The living PostgreSQL processes of a cluster: the postmaster and its children. */
export async function clusterProcesses(cluster: string): Promise<number[]> {
  if (process.platform !== 'linux') return processesByCommand(cluster);
  const pids: number[] = [];
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (Number.isInteger(pid) && (await belongs(pid, cluster))) pids.push(pid);
  }
  return pids;
}

/** All of them work inside the cluster's folder, but a container's root may not look there: then the titles tell. */
async function belongs(pid: number, cluster: string): Promise<boolean> {
  try {
    if ((await readlink(`/proc/${pid}/cwd`)) !== cluster) return false;
  } catch (error) {
    // A process that ended meanwhile, or a zombie, has no folder.
    if (!['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!names(command.replaceAll('\0', ' '), cluster)) return false;
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [, program, state] = /\((.*)\) (\w)/s.exec(stat) ?? [];
  return program === 'postgres' && state !== 'Z' && state !== 'X';
}

/** Whether a command line is that of a postmaster of this cluster, or the title of its child. */
function names(command: string, cluster: string): boolean {
  return (
    command.startsWith(`postgres: ${titleOf(cluster)}: `) ||
    command.includes(`/postgres -D ${cluster} `)
  );
}

async function processesByCommand(cluster: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axww', '-o', 'pid=,stat=,command=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, state, command = ''] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pid && !state?.startsWith('Z') && names(command, cluster) ? [Number(pid)] : [];
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
