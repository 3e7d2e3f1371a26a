import type { UploadClient } from '../../../api/uploads.ts';
import type { Picked } from './dropped.ts';

/** Enough to keep a connection busy while the server writes; browsers open six to a host. */
const AT_ONCE = 4;
/** A piece that is lost is sent again, so it must not be large; each costs a request, so not small either. */
export const PIECE_BYTES = 8 * 1024 * 1024;

export interface Sent {
  files: number;
  bytes: number;
}

/** The pieces of a file that are still to be sent, as `[from, to)`; an empty file is one empty piece. */
export function pieces(size: number, received: number | undefined): [from: number, to: number][] {
  if (size === 0) return received === undefined ? [[0, 0]] : [];
  const found: [number, number][] = [];
  for (let from = received ?? 0; from < size; from += PIECE_BYTES) {
    found.push([from, Math.min(size, from + PIECE_BYTES)]);
  }
  return found;
}

/**
 * Sends what is not there yet. `onSent` is told of every piece and of what was there before. The first failure ends it
 * and is thrown with the path; calling it again goes on.
 */
export async function sendAll(
  client: Pick<UploadClient, 'received' | 'put'>,
  picked: readonly Picked[],
  signal: AbortSignal,
  onSent: (sent: Sent) => void,
): Promise<void> {
  const received = await client.received(signal);
  const stop = new AbortController();
  const any = AbortSignal.any([signal, stop.signal]);
  const queue = picked.values();
  const lane = async () => {
    for (const { path, file } of queue) {
      const before = received.get(path);
      if (before) onSent({ files: 0, bytes: before });
      for (const [from, to] of pieces(file.size, before)) {
        any.throwIfAborted();
        const place = { path, size: file.size, offset: from };
        await client.put(place, file.slice(from, to), any).catch((error: unknown) => {
          stop.abort();
          throw new SendFailure(path, error);
        });
        onSent({ files: 0, bytes: to - from });
      }
      onSent({ files: 1, bytes: 0 });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** Which file could not be sent. */
export class SendFailure extends Error {
  readonly path: string;

  constructor(path: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'SendFailure';
    this.path = path;
  }
}
