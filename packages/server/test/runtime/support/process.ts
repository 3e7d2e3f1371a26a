import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../../bin/sheaf.mjs', import.meta.url));

/** Longest wait for a word or an exit. */
const PATIENCE_MS = 30_000;

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A process of the test's own: what it says, and its end. */
export class Running {
  stdout = '';
  stderr = '';
  readonly child: ChildProcess;
  readonly #ended: Promise<Ended>;

  constructor(args: string[], env: Record<string, string>) {
    this.child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.#ended = once(this.child, 'close').then(([code]) => ({
      code: code as number | null,
      stdout: this.stdout,
      stderr: this.stderr,
    }));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Waits until standard output matches. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    return until(() => {
      const found = pattern.exec(this.stdout);
      if (!found && !this.alive) throw new Error(`It ended: ${this.stdout}${this.stderr}`);
      return found;
    }, `it to say ${pattern}`);
  }

  /** Sends a signal and waits for the end. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    if (this.alive) this.child.kill(signal);
    return this.#ended;
  }

  finished(): Promise<Ended> {
    return this.#ended;
  }
}

/** Asks again and again until the answer is neither null, undefined nor false. */
export async function until<T>(
  ask: () => T | Promise<T>,
  what: string,
  patience = PATIENCE_MS,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** A data folder, and the sheaf command on it. Everything that was started ends with `remove`. */
export class Workplace {
  readonly dataDir: string;
  readonly #running: Running[] = [];

  private constructor(dataDir: string) {
    this.dataDir = dataDir;
  }

  static async make(): Promise<Workplace> {
    return new Workplace(await mkdtemp(join(tmpdir(), 'sheaf-runtime-')));
  }

  start(args: string[], settings: Record<string, string> = {}): Running {
    const path = { PATH: process.env['PATH'] ?? '' };
    const own = { SHEAF_DATA_DIR: this.dataDir, SHEAF_PORT: '0' };
    const running = new Running([bin, ...args], { ...path, ...own, ...settings });
    this.#running.push(running);
    return running;
  }

  /** Runs a command to its end. */
  run(args: string[], settings: Record<string, string> = {}): Promise<Ended> {
    return this.start(args, settings).finished();
  }

  /** A server that listens. */
  async serve(settings: Record<string, string> = {}): Promise<{ server: Running; url: string }> {
    const server = this.start(['serve'], settings);
    const [, url = ''] = await server.says(/Sheaf listens on (\S+)/);
    return { server, url };
  }

  async remove(): Promise<void> {
    for (const running of this.#running) await running.end();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
