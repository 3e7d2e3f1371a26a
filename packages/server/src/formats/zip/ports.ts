/** Takes the archive's bytes in order. It may keep the buffer: it is never written to again. */
export type ZipOutput = (chunk: Buffer) => Promise<void> | void;

/** Where something waits until the end of the archive that is too much for memory with millions of entries. */
export interface Spill {
  append(chunk: Buffer): Promise<void>;
  /** Everything appended, in order. */
  read(): AsyncIterable<Buffer>;
}

/** Both take about 150 bytes per entry. */
export interface ZipSpills {
  /** The table of contents. */
  directory: Spill;
  /** The lines of `SHA256SUMS`. */
  sums: Spill;
}

/** Spills for small archives and for tests. */
export function memorySpills(): ZipSpills {
  return { directory: memorySpill(), sums: memorySpill() };
}

function memorySpill(): Spill {
  const chunks: Buffer[] = [];
  return {
    append: async (chunk) => {
      chunks.push(chunk);
    },
    read: async function* () {
      yield* chunks;
    },
  };
}
