import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { errorCode } from '../../../db/errors.ts';
import type { Piece, ReadOrder } from './piece.ts';
import { readPieces } from './read.ts';

/** What the thread says; it waits for an answer before it is more than `PIECES_AHEAD` pieces ahead. */
export type Said =
  { piece: Piece } | { ended: true } | { failed: { message: string; code?: string } };

/** One is being sent to the database, one waits for that, one is in the making. */
const PIECES_AHEAD = 2;

/** The code of a thread of its own: reads a source and hands it over piece by piece. */
async function main(port: NonNullable<typeof parentPort>, order: ReadOrder): Promise<void> {
  let ahead = 0;
  port.on('message', () => (ahead -= 1));
  const say = (said: Said, transfer: ArrayBuffer[] = []) => port.postMessage(said, transfer);
  try {
    for await (const piece of readPieces(order)) {
      while (ahead >= PIECES_AHEAD) await once(port, 'message');
      ahead += 1;
      say({ piece }, [piece.items.buffer, piece.annotations.buffer]);
    }
    say({ ended: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = errorCode(error);
    say({ failed: { message, ...(code !== undefined && { code }) } });
  }
  port.close();
}

if (parentPort) await main(parentPort, workerData as ReadOrder);
