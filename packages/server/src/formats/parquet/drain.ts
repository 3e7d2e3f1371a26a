import { ByteWriter } from 'hyparquet-writer';

/** Keeps what the Parquet writer writes until it is taken: a row group at a time. */
export class Drain extends ByteWriter {
  /** Everything written since the last call, as a buffer of its own. */
  take(): Buffer {
    const bytes = Buffer.from(this.getBytes());
    // `offset` goes on: places in the file are counted from its start.
    this.index = 0;
    return bytes;
  }
}
