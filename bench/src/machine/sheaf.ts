import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
const SHEAF = fileURLToPath(new URL('../../../packages/server/bin/sheaf.mjs', import.meta.url));

/** `SHEAF_…` variables; those of the environment do not count. */
export type Settings = Record<string, string>;

const living = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of living) child.kill('SIGTERM');
});

export function environment(settings: Settings): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('SHEAF_'));
  return { ...Object.fromEntries(inherited), SHEAF_LOG_LEVEL: 'warn', ...settings };
}

export interface Running {
  child: ChildProcess;
  pid: number;
  /** What it has written so far. */
  output(): string;
  /** Asks it to end and waits; resolves with its exit code. */
  stop(): Promise<number | null>;
  ended: Promise<number | null>;
}

/** Starts a process that ends with this one. */
export function start(command: string, args: string[], env: NodeJS.ProcessEnv): Running {
  const child = spawn(command, args, { env, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  living.add(child);
  let output = '';
  const keep = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      living.delete(child);
      resolve(code);
    });
  });
  return {
    child,
    pid: child.pid ?? 0,
    output: () => output,
    ended,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** Options of Node for every process of ours, such as `--cpu-prof`. */
const nodeOptions = () => (process.env.BENCH_NODE_OPTIONS ?? '').split(' ').filter(Boolean);

/** A process of the `sheaf` command. */
export const startSheaf = (args: string[], settings: Settings): Running =>
  start(process.execPath, [...nodeOptions(), SHEAF, ...args], environment(settings));

/** Runs `sheaf …` to its end. Throws with what it wrote when it fails. */
export async function runSheaf(args: string[], settings: Settings): Promise<string> {
  const running = startSheaf(args, settings);
  const code = await running.ended;
  if (code !== 0)
    throw new Error(`sheaf ${args.join(' ')} ended with ${code}:\n${running.output()}`);
  return running.output();
}

/** Waits until the process has written something that fits; resolves with what `pattern` found. */
export async function said(running: Running, pattern: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const found = pattern.exec(running.output());
    if (found) return found;
    if (running.child.exitCode !== null || running.child.signalCode !== null) {
      throw new Error(`A process ended too early:\n${running.output()}`);
    }
    await sleep(5);
  }
}

export interface Server extends Running {
  url: string;
}

/** `sheaf serve` on a free port, ready for requests. */
export async function startServer(settings: Settings): Promise<Server> {
  const running = startSheaf(['serve'], {
    SHEAF_PORT: '0',
    SHEAF_WORKER: '0',
    SHEAF_RATE_LIMIT: '0',
    ...settings,
  });
  const [, url = ''] = await said(running, /Sheaf listens on (http:\/\/\S+)/);
  return { ...running, url: url.replace(/\/$/, '') };
}

export async function startWorker(settings: Settings): Promise<Running> {
  const running = startSheaf(['worker'], { SHEAF_WORKER: '1', ...settings });
  await said(running, /Worker \S+ takes/);
  return running;
}
