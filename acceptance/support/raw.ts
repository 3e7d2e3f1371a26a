import { connect } from 'node:net';
import { inject } from 'vitest';

export interface RawReply {
  status: number;
  body: string;
}

/** Sends method and target as they are; fetch would clean them up or refuse them. */
export function raw(target: string, method = 'GET', key?: string): Promise<RawReply> {
  const { hostname, port, host } = new URL(inject('baseUrl'));
  const head = [
    `${method} ${target} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: close',
    ...(key === undefined ? [] : [`X-Avala-Api-Key: ${key}`]),
  ];
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`${head.join('\r\n')}\r\n\r\n`),
    );
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', reject);
    socket.on('close', () => {
      const [first = '', ...rest] = answer.split('\r\n\r\n');
      resolve({ status: Number(first.split(' ')[1]), body: rest.join('\r\n\r\n') });
    });
  });
}
