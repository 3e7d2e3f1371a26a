import { spawn, type ChildProcess } from 'node:child_process';
import { environment, exited, SHEAF, until } from './process.ts';

export interface Running {
  child: ChildProcess;
  baseUrl: string;
  /** What the process has said so far, for messages of failed tests. */
  output(): string;
}

// A cold start makes a database cluster; two seconds are usual, a loaded machine needs more.
const START_SECONDS = 90;

/** Starts `sheaf serve` and waits until it says that it is ready. */
export async function startServer(
  settings: Record<string, string>,
  args: string[] = [],
): Promise<Running> {
  const child = spawn(process.execPath, [SHEAF, 'serve', ...args], {
    env: environment({ SHEAF_HOST: '127.0.0.1', SHEAF_PORT: '0', ...settings }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const failed = () => new Error(`sheaf serve did not start:\n${output}`);
  const baseUrl = await until(
    'sheaf serve to print its address',
    async () => {
      if (child.exitCode !== null) throw failed();
      return /Sheaf listens on (http:\/\/\S+?)\/?\s/.exec(output)?.[1];
    },
    START_SECONDS,
  ).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error instanceof Error && error.message.startsWith('Waited') ? failed() : error;
  });
  await until(
    'GET /health/ready',
    async () => {
      const reply = await fetch(`${baseUrl}/health/ready`).catch(() => undefined);
      return reply?.status === 200;
    },
    START_SECONDS,
  );
  return { child, baseUrl, output: () => output };
}

// Long enough for running requests and jobs; a server that needs more has hung.
const STOP_SECONDS = 30;

/** Asks for a graceful stop. Returns the exit code; a server that does not stop is killed and gives 'SIGKILL'. */
export async function stopServer(running: Running): Promise<number | string | null> {
  running.child.kill('SIGTERM');
  const timer = setTimeout(() => running.child.kill('SIGKILL'), STOP_SECONDS * 1000);
  const code = await exited(running.child);
  clearTimeout(timer);
  return code;
}
