import { setTimeout as sleep } from 'node:timers/promises';
import { signal } from './processes.ts';
import { clusterOf, start, stop, type Installation, type Running } from './server.ts';

/** The first restart comes at once, the others after 0.1 s, 0.2 s, ... up to this. */
const MAX_PAUSE_MS = 5_000;

export type ServerState = 'up' | 'down';

/** Keeps a server running: starts it again when its postmaster ends by itself. */
export class Supervisor {
  #running: Running;
  #stopping = false;
  #restart: Promise<void> | undefined;
  readonly #wake = new AbortController();
  readonly #listeners: ((state: ServerState) => void)[] = [];
  readonly #installation: Installation;
  readonly #log: (line: string) => void;
  // process.exit() without stop(): ask the server to end rather than leave it behind.
  readonly #atExit = () => {
    if (this.#running.alive()) signal(this.#running.pid, 'SIGINT');
  };

  constructor(installation: Installation, running: Running, log: (line: string) => void) {
    this.#installation = installation;
    this.#running = running;
    this.#log = log;
    this.#watch(running);
    process.once('exit', this.#atExit);
  }

  get connection() {
    return this.#running.connection;
  }

  onChange(listener: (state: ServerState) => void): void {
    this.#listeners.push(listener);
  }

  /** Ends the server, also in the middle of a restart. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake.abort();
    await this.#restart;
    process.off('exit', this.#atExit);
    await stop(clusterOf(this.#installation.dataDir), this.#running);
  }

  #watch(running: Running): void {
    void running.exited.then(() => {
      if (this.#stopping) return;
      this.#log('PostgreSQL ended unexpectedly; starting it again');
      this.#tell('down');
      this.#restart = this.#startAgain();
    });
  }

  async #startAgain(): Promise<void> {
    for (let pause = 0; ; pause = Math.min(pause ? pause * 2 : 100, MAX_PAUSE_MS)) {
      // An aborted sleep is a stop, which the next line sees.
      await sleep(pause, undefined, { signal: this.#wake.signal }).catch(() => undefined);
      if (this.#stopping) return;
      try {
        this.#running = await start(this.#installation, this.#wake.signal);
        this.#watch(this.#running);
        this.#log('PostgreSQL is back');
        this.#tell('up');
        return;
      } catch (error) {
        if (!this.#stopping) this.#log(error instanceof Error ? error.message : String(error));
      }
    }
  }

  #tell(state: ServerState): void {
    for (const listener of this.#listeners) listener(state);
  }
}
