import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { World } from './world.ts';

interface Said {
  phase?: string;
  published?: number;
  status?: string;
  /** Bytes in use during each phase, in order of time; only with `--expose-gc`. */
  live?: Record<string, number[]>;
}

interface ChildOptions {
  /** Options of Node. */
  node?: string[];
  /** Asked after every word of progress. */
  killWhen?: (said: Said) => boolean;
  killAfterMs?: number;
}

/** Runs an import in a process of its own, which can be killed by what it says and by the clock. */
export async function runInChild(
  world: World,
  importUid: string,
  { node = [], killWhen, killAfterMs }: ChildOptions = {},
): Promise<{ killed: boolean; last: Said }> {
  const loader = new URL('../../support/typescript.mjs', import.meta.url).href;
  const script = new URL('child.ts', import.meta.url).pathname;
  const args = [JSON.stringify(world.database.config), world.storeRoot, importUid];
  const child = spawn(process.execPath, [...node, '--import', loader, script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<boolean>((resolve) =>
    child.on('exit', (_code, signal) => resolve(signal === 'SIGKILL')),
  );
  const timer =
    killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  let last: Said = {};
  for await (const line of createInterface(child.stdout)) {
    last = JSON.parse(line) as Said;
    if (killWhen?.(last)) child.kill('SIGKILL');
  }
  clearTimeout(timer);
  return { killed: await ended, last };
}
