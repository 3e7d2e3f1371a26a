/**
 * The load: keep-alive connections that ask for one path each, one request after the other. A process of its own, and
 * raw sockets, so that the client is not what is measured. The plan is the only argument; the result goes to stdout.
 */
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import type { LoadPlan, LoadResult } from './plan.ts';

const plan = JSON.parse(process.argv[2] ?? '{}') as LoadPlan;
const latencies: number[] = [];
let [errors, bytes] = [0, 0];
let hash = '';
let last = 0;
const started = performance.now();
const measureFrom = started + plan.warmUpMs;
const end = measureFrom + plan.measureMs;

/** One connection until the end of the plan. */
function run(target: LoadPlan['targets'][number]): Promise<void> {
  const { hostname, port, pathname, search } = new URL(target.url);
  const headers = Object.entries(target.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = `GET ${pathname}${search} HTTP/1.1\r\nhost: ${hostname}:${port}\r\n${headers.join('')}\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    let chunks: Buffer[] = [];
    let [received, expected, asked] = [0, -1, 0];
    const ask = () => {
      [chunks, received, expected, asked] = [[], 0, -1, performance.now()];
      socket.write(request);
    };
    const done = () => {
      const now = performance.now();
      if (now >= measureFrom) {
        latencies.push(now - asked);
        bytes += received;
        last = now;
      }
      if (hash === '') hash = bodyHash(Buffer.concat(chunks));
      // A slow server is measured longer: it must not look as if it did not answer.
      if (now >= end && latencies.length >= plan.connections) socket.end(resolve);
      else ask();
    };
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      received += chunk.length;
      if (expected < 0) expected = lengthOf(chunks.length === 1 ? chunk : Buffer.concat(chunks));
      if (expected >= 0 && received >= expected) done();
    });
  });
}

/** Bytes of the whole answer, once its headers are there; -1 before that. */
function lengthOf(head: Buffer): number {
  const headerEnd = head.indexOf('\r\n\r\n');
  if (headerEnd < 0) return -1;
  const text = head.toString('latin1', 0, headerEnd);
  if (!text.startsWith('HTTP/1.1 200')) errors += 1;
  const length = /content-length: (\d+)/i.exec(text)?.[1];
  if (length === undefined) throw new Error(`An answer without a length:\n${text}`);
  return headerEnd + 4 + Number(length);
}

function bodyHash(answer: Buffer): string {
  const body = answer.subarray(answer.indexOf('\r\n\r\n') + 4);
  return createHash('sha256').update(body).digest('hex');
}

const targets = plan.targets;
await Promise.all(
  Array.from({ length: plan.connections }, (_, i) => {
    const target = targets[i % targets.length];
    return target ? run(target) : undefined;
  }),
);
latencies.sort((a, b) => a - b);
const at = (share: number) => latencies[Math.floor(share * (latencies.length - 1))] ?? NaN;
const result: LoadResult = {
  requests: latencies.length,
  perSecond: (latencies.length * 1000) / (last - measureFrom),
  p50: at(0.5),
  p99: at(0.99),
  errors,
  bytes,
  hash,
};
process.stdout.write(JSON.stringify(result));
