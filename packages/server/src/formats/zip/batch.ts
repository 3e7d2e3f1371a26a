import type { ZipOutput } from './ports.ts';

/** One write per 256 KiB: a write per small entry would cost more than the entry itself. */
const BATCH_BYTES = 256 * 1024;

/** Gathers small pieces into large writes and waits for each write, so a slow output slows the export down. */
export class Batch {
  /** Bytes handed to this batch so far, written or not: the offset of the next piece. */
  offset = 0;
  private readonly output: ZipOutput;
  private buffer = Buffer.allocUnsafeSlow(BATCH_BYTES);
  private used = 0;

  constructor(output: ZipOutput) {
    this.output = output;
  }

  /** Resolves when the piece is copied or written; returns undefined when there is nothing to wait for. */
  write(piece: Buffer): Promise<void> | undefined {
    this.offset += piece.length;
    if (this.used + piece.length <= BATCH_BYTES) {
      piece.copy(this.buffer, this.used);
      this.used += piece.length;
      return undefined;
    }
    return this.overflow(piece);
  }

  async flush(): Promise<void> {
    if (this.used === 0) return;
    const full = this.buffer.subarray(0, this.used);
    // The output may keep what it was given, so the next batch gets memory of its own.
    this.buffer = Buffer.allocUnsafeSlow(BATCH_BYTES);
    this.used = 0;
    await this.output(full);
  }

  private async overflow(piece: Buffer): Promise<void> {
    await this.flush();
    if (piece.length >= BATCH_BYTES) {
      await this.output(piece);
      return;
    }
    piece.copy(this.buffer, 0);
    this.used = piece.length;
  }
}
