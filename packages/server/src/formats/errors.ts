/** Where a fatal fault lies. */
export interface FaultPlace {
  /** Path inside the source. */
  file?: string;
  /** Byte offset in the file, 0-based. */
  position?: number;
}

/** A fault that ends the whole import; `code` stands in docs/import-report.md. */
export class FormatError extends Error {
  readonly code: string;
  readonly detail: string;
  readonly file: string | undefined;
  readonly position: number | undefined;

  constructor(code: string, detail: string, place: FaultPlace = {}) {
    const at = place.position === undefined ? '' : ` (byte ${place.position})`;
    super(`${place.file === undefined ? '' : `${place.file}: `}${detail}${at}`);
    this.name = 'FormatError';
    this.code = code;
    this.detail = detail;
    this.file = place.file;
    this.position = place.position;
  }

  /** The same fault, naming the file it was found in. */
  in(file: string): FormatError {
    const place = this.position === undefined ? { file } : { file, position: this.position };
    return new FormatError(this.code, this.detail, place);
  }
}
