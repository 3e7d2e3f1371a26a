import { readdir, readFile } from 'node:fs/promises';
import type { Memory } from '../report/row.ts';

/** Reading how memory is shared costs a millisecond per process: seldom enough to cost nothing. */
const SAMPLE_MS = 250;

/** Peak resident memory of a process in MB since it started; undefined without /proc. */
export async function peakOf(pid: number): Promise<number | undefined> {
  return field(`/proc/${pid}/status`, 'VmHWM');
}

/** Resident memory in MB, pages that several processes share counted in parts. */
export async function shareOf(pid: number): Promise<number> {
  return (await field(`/proc/${pid}/smaps_rollup`, 'Pss')) ?? 0;
}

/** PSS of a process and all below it, without those that `except` stands for. */
export async function shareOfTree(root: number, except?: number): Promise<number> {
  const left = except === undefined ? [] : await treeOf(except);
  const all = (await treeOf(root)).filter((pid) => !left.includes(pid));
  const shares = await Promise.all(all.map(shareOf));
  return shares.reduce((sum, share) => sum + share, 0);
}

async function treeOf(root: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // The name in parentheses may hold anything; the parent is the second field after it.
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    parents.set(Number(name), Number(parent));
  }
  const found = [root];
  for (const pid of found) {
    for (const [child, parent] of parents) if (parent === pid) found.push(child);
  }
  return found;
}

async function field(path: string, name: string): Promise<number | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

/** Whose memory is watched: our own processes by their peak, PostgreSQL as a family by its shares. */
export interface Watched {
  processes?: Record<string, number>;
  postmaster?: number;
}

/** Watches until the returned function is called, which gives the peaks in MB. */
export function watchMemory({ processes = {}, postmaster }: Watched): () => Promise<Memory> {
  const peaks: Memory = {};
  const raise = (name: string, value: number | undefined) => {
    if (value !== undefined && value > 0) peaks[name] = Math.max(peaks[name] ?? 0, value);
  };
  const look = async () => {
    for (const [name, pid] of Object.entries(processes)) raise(name, await peakOf(pid));
    if (postmaster !== undefined) raise('postgres', await shareOfTree(postmaster));
  };
  let last = look();
  const timer = setInterval(() => {
    last = last.then(look);
  }, SAMPLE_MS);
  return async () => {
    clearInterval(timer);
    await last;
    await look();
    return peaks;
  };
}
