import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Target } from './plan.ts';

export interface Answer {
  /** From the first byte sent to the last one received. */
  ms: number;
  bytes: number;
  isOk: boolean;
  /** SHA-256 of its body. */
  hash(): string;
}

/**
 * A keep-alive connection that asks for one path, one request after the other. A raw socket, so that the client is not
 * what is measured.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #request: string;
  #chunks: Buffer[] = [];
  #received = 0;
  #expected = -1;
  #isOk = false;
  #done: () => void = () => undefined;
  #fail: (error: Error) => void = () => undefined;

  static async open(target: Target): Promise<Connection> {
    const { hostname, port, pathname, search } = new URL(target.url);
    const headers = Object.entries(target.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    const request = `GET ${pathname}${search} HTTP/1.1\r\nhost: ${hostname}:${port}\r\n${headers.join('')}\r\n`;
    return new Connection(socket, request);
  }

  private constructor(socket: Socket, request: string) {
    this.#socket = socket;
    this.#request = request;
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('The server closed the connection')));
  }

  async ask(): Promise<Answer> {
    [this.#chunks, this.#received, this.#expected] = [[], 0, -1];
    const began = performance.now();
    await new Promise<void>((resolve, reject) => {
      [this.#done, this.#fail] = [resolve, reject];
      this.#socket.write(this.#request);
    });
    const chunks = this.#chunks;
    return {
      ms: performance.now() - began,
      bytes: this.#received,
      isOk: this.#isOk,
      hash: () => bodyHash(Buffer.concat(chunks)),
    };
  }

  close(): void {
    this.#fail = () => undefined;
    this.#socket.end();
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#received += chunk.length;
    if (this.#expected < 0) this.#readHead(Buffer.concat(this.#chunks));
    if (this.#expected >= 0 && this.#received >= this.#expected) this.#done();
  }

  /** Once the headers are there, how many bytes the whole answer has. */
  #readHead(head: Buffer): void {
    const headerEnd = head.indexOf('\r\n\r\n');
    if (headerEnd < 0) return;
    const text = head.toString('latin1', 0, headerEnd);
    this.#isOk = text.startsWith('HTTP/1.1 200');
    const length = /content-length: (\d+)/i.exec(text)?.[1];
    if (length === undefined) this.#fail(new Error(`An answer without a length:\n${text}`));
    else this.#expected = headerEnd + 4 + Number(length);
  }
}

function bodyHash(answer: Buffer): string {
  const body = answer.subarray(answer.indexOf('\r\n\r\n') + 4);
  return createHash('sha256').update(body).digest('hex');
}
