import type { Socket } from 'node:net';

/** What Node says of bytes that are no HTTP request, and how that is answered. */
const answers: Record<string, [status: string, detail: string]> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'The head of the request is too large.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request took too long.'],
};
const malformed: [status: string, detail: string] = ['400 Bad Request', 'Malformed request.'];

/** Answers what never became a request, in the shape of every other error, and ends the connection. */
export function refuseBadRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, detail] = answers[error.code ?? ''] ?? malformed;
  const body = JSON.stringify({ detail });
  const head = [
    `HTTP/1.1 ${status}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}
