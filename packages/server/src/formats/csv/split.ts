import { FormatError } from '../errors.ts';

/** Characters of one record: a mask of a large image has some hundred thousand, an open quote takes the whole file. */
const MAX_RECORD = 64 * 1024 * 1024;

const QUOTE = 34;
const LF = 10;
const CR = 13;

export interface CsvRecord {
  /** 1-based line on which it begins. */
  line: number;
  cells: string[];
  /** Text stood behind a closing quote. */
  broken: boolean;
}

/**
 * Takes CSV text chunk by chunk and gives its records (RFC 4180; any line end). Empty lines are none. A quote inside
 * a cell that does not begin with one is a quote. Throws FormatError `csv_quote_open`, `csv_row_too_large`.
 */
export class CsvSplitter {
  readonly #delimiter: number;
  #state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  #cell = '';
  #cells: string[] = [];
  #size = 0;
  #line = 1;
  #begun = 1;
  #broken = false;
  #skipLf = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  push(text: string): CsvRecord[] {
    const records: CsvRecord[] = [];
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (this.#skipLf) {
        this.#skipLf = false;
        if (code === LF) {
          from = at + 1;
          continue;
        }
      }
      if (this.#state === 'quoted') {
        if (code === LF) this.#line += 1;
        if (code !== QUOTE) continue;
        this.#take(text.slice(from, at));
        this.#state = 'closed';
        from = at + 1;
        continue;
      }
      if (code === this.#delimiter || code === LF || code === CR) {
        this.#take(text.slice(from, at));
        from = at + 1;
        this.#endCell();
        if (code !== this.#delimiter) this.#endRecord(code, records);
        continue;
      }
      if (code === QUOTE && this.#state === 'closed') {
        // Two quotes are one; the second begins what follows.
        this.#state = 'quoted';
        from = at;
      } else if (code === QUOTE && this.#state === 'start') {
        this.#state = 'quoted';
        from = at + 1;
      } else {
        if (this.#state === 'closed') this.#broken = true;
        this.#state = 'plain';
      }
    }
    this.#take(text.slice(from));
    return records;
  }

  /** The last record, when the file does not end with a line end. */
  end(): CsvRecord[] {
    if (this.#state === 'quoted') {
      const message = `the quote of the row that begins on line ${this.#begun} is never closed`;
      throw new FormatError('csv_quote_open', message);
    }
    const records: CsvRecord[] = [];
    if (this.#state === 'start' && this.#cells.length === 0) return records;
    this.#endCell();
    this.#endRecord(LF, records);
    return records;
  }

  #take(text: string): void {
    this.#cell += text;
    this.#size += text.length;
    if (this.#size <= MAX_RECORD) return;
    const message = `the row that begins on line ${this.#begun} is too long; is a quote open?`;
    throw new FormatError('csv_row_too_large', message);
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#state = 'start';
  }

  #endRecord(code: number, records: CsvRecord[]): void {
    const isEmpty = this.#cells.length === 1 && this.#cells[0] === '';
    if (!isEmpty) {
      records.push({ line: this.#begun, cells: this.#cells, broken: this.#broken });
    }
    this.#cells = [];
    this.#size = 0;
    this.#broken = false;
    this.#skipLf = code === CR;
    this.#line += 1;
    this.#begun = this.#line;
  }
}
