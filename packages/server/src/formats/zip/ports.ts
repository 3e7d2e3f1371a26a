/** Takes the archive's bytes in order. It may keep the buffer: it is never written to again. */
export type ZipOutput = (chunk: Buffer) => Promise<void> | void;

/**
 * Where the table of contents waits until the end of the archive: about 150 bytes per entry, which is too much
 * memory for millions of entries.
 */
export interface Spill {
  append(chunk: Buffer): Promise<void>;
  /** Everything appended, in order. */
  read(): AsyncIterable<Buffer>;
}

/** A spill for small archives and for tests. */
export function memorySpill(): Spill {
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
