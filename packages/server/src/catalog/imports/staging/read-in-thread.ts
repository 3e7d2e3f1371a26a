import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Piece, ReadOrder } from './piece.ts';
import type { Said } from './thread.ts';

/**
 * Memory for what was just made, in MB: half of Node's own. A reader makes text in pieces, whose leftovers would fill
 * whatever they are given.
 */
const YOUNG_MB = 24;

/**
 * Like `readPieces`, in a thread of its own while the caller sends to the database what came before: either of them
 * keeps a processor busy. `program`: of the thread. Errors keep their message and code.
 */
export async function* readInThread(
  program: URL,
  order: ReadOrder,
  signal: AbortSignal,
): AsyncGenerator<Piece, void, undefined> {
  const thread = new Worker(program, {
    workerData: order,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  try {
    for await (const [said] of on(thread, 'message', { signal, close: ['exit'] })) {
      const message = said as Said;
      if ('ended' in message) return;
      if ('failed' in message) {
        const { message: text, ...code } = message.failed;
        throw Object.assign(new Error(text), code);
      }
      yield message.piece;
      thread.postMessage('next');
    }
    throw new Error('The thread that read the source ended too early.');
  } finally {
    await thread.terminate();
  }
}
