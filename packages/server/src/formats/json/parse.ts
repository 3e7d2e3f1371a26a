import { isUtf8 } from 'node:buffer';

/** Why one element could not be taken; the codes stand in docs/import-report.md. */
export interface ElementFault {
  code: 'json_malformed' | 'json_not_utf8' | 'json_element_too_large';
  message: string;
}

export type Parsed = { value: unknown; fault?: never } | { value?: never; fault: ElementFault };

/** Reads one element; see `parseElement`. */
export type ParseElement = (bytes: Buffer) => Parsed;

/** The value that `bytes` spell, or why they spell none: `NaN`, `Infinity`, a bad number, broken UTF-8. */
export function parseElement(bytes: Buffer): Parsed {
  const text = bytes.toString('utf8');
  // Decoding puts U+FFFD for broken bytes; only then the bytes are worth a second look.
  if (text.includes('\uFFFD') && !isUtf8(bytes)) {
    return { fault: { code: 'json_not_utf8', message: 'the text is not valid UTF-8' } };
  }
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'not valid JSON';
    return { fault: { code: 'json_malformed', message } };
  }
}
