/** What went wrong, without a word of any wire. Each dialect renders every code. */
export type CatalogErrorCode =
  | 'unauthenticated'
  | 'key_expired'
  | 'forbidden'
  | 'not_found'
  | 'invalid'
  | 'conflict'
  | 'invalid_cursor'
  | 'invalid_page'
  | 'busy'
  | 'unavailable';

/** Messages per field of the input; the field names are the catalogue's, which are the contract's. */
export type FieldMessages = Record<string, string[]>;

export class CatalogError extends Error {
  readonly code: CatalogErrorCode;
  readonly fields: FieldMessages | undefined;

  constructor(code: CatalogErrorCode, message: string = code, fields?: FieldMessages) {
    super(message);
    this.name = 'CatalogError';
    this.code = code;
    this.fields = fields;
  }
}

/** A rule that a dialect may have a word of its own for; others say what `code` and `message` say. */
export class RuleError extends CatalogError {
  readonly rule: string;

  /** `rule` in lower case with underscores, such as `label_exists`. */
  constructor(code: CatalogErrorCode, rule: string, message: string, fields?: FieldMessages) {
    super(code, message, fields);
    this.rule = rule;
  }
}

export const notFound = () => new CatalogError('not_found');
/** Without a message, each dialect says it in its own words. */
export const forbidden = (message?: string) => new CatalogError('forbidden', message);

/** A single bad field. */
export const invalid = (field: string, ...messages: string[]) =>
  new CatalogError('invalid', `${field}: ${messages.join(' ')}`, { [field]: messages });
