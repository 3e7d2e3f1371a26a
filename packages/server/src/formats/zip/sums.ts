import { createHash, hash, type Hash } from 'node:crypto';
import { Batch } from './batch.ts';
import type { Spill } from '../model.ts';

/** The last entry of every archive: a line per other entry, in the form that `sha256sum -c` reads. */
export const SUMS_PATH = 'SHA256SUMS';

/**
 * Collects the lines of `SHA256SUMS`. `sha256sum` escapes line ends and back-slashes in names; no path of an archive
 * may hold either (`isSafePath`), so that names stand here as they are.
 */
export class Sums {
  private readonly spill: Spill;
  private readonly lines: Batch;

  constructor(spill: Spill) {
    this.spill = spill;
    this.lines = new Batch((chunk) => spill.append(chunk));
  }

  /** Takes an entry that is held whole: one call costs half of an incremental hash of a small entry. */
  add(name: Buffer, content: Buffer): Promise<void> | undefined {
    return this.line(name, hash('sha256', content, 'hex'));
  }

  /** For an entry that passes in pieces; hand the filled hash to `addHash`. */
  static begin(): Hash {
    return createHash('sha256');
  }

  addHash(name: Buffer, filled: Hash): Promise<void> | undefined {
    return this.line(name, filled.digest('hex'));
  }

  /** Everything so far, in the order of the entries. */
  async *read(): AsyncGenerator<Buffer> {
    await this.lines.flush();
    yield* this.spill.read();
  }

  private line(name: Buffer, digest: string): Promise<void> | undefined {
    const line = Buffer.allocUnsafe(digest.length + name.length + 3);
    line.write(digest, 'latin1');
    line.write('  ', digest.length, 'latin1');
    name.copy(line, digest.length + 2);
    line[line.length - 1] = 0x0a;
    return this.lines.write(line);
  }
}
