import type { Spill } from '../model.ts';

/** Takes the archive's bytes in order. It may keep the buffer: it is never written to again. */
export type ZipOutput = (chunk: Buffer) => Promise<void> | void;

/** What is too much for memory with millions of entries. The first two take about 150 bytes per entry. */
export interface ZipSpills {
  /** The table of contents. */
  directory: Spill;
  /** The lines of `SHA256SUMS`. */
  sums: Spill;
  /** For the writers of entries. */
  later: Spill & { clear(): Promise<void> };
}

/** Spills for small archives and for tests. */
export function memorySpills(): ZipSpills {
  return { directory: memorySpill(), sums: memorySpill(), later: memorySpill() };
}

export function memorySpill(): ZipSpills['later'] {
  const chunks: Buffer[] = [];
  return {
    clear: async () => {
      chunks.length = 0;
    },
    append: async (chunk) => {
      chunks.push(chunk);
    },
    read: async function* () {
      yield* chunks;
    },
  };
}
