/**
 * The limit of what is asked over HTTP: a bare `node:http` server that runs one prepared statement and sends the text
 * that PostgreSQL made. Started by `machine/bare.ts`, which sends the connection and the statements.
 */
import { createServer, type ServerResponse } from 'node:http';
import pg from 'pg';
import type { BareSetup, BareReady } from './bare-messages.ts';

process.once('message', (setup: BareSetup) => {
  const pool = new pg.Pool(setup.config);
  const queries = new Map(setup.statements.map((one) => [`/${one.name}`, one]));

  const answer = async (url: string, response: ServerResponse) => {
    const statement = queries.get(url);
    if (!statement) return response.writeHead(404).end();
    const { rows } = await pool.query<[string]>({ ...statement, rowMode: 'array' });
    const text = Buffer.from(rows[0]?.[0] ?? '');
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': text.length })
      .end(text);
  };

  const server = createServer((request, response) => {
    answer(request.url ?? '', response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    process.send?.({ port } satisfies BareReady);
  });
});
process.once('disconnect', () => process.exit());
