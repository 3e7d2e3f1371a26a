import type { Range } from './syntax.ts';

/**
 * A filter that cannot be used. `message` is a sentence for the author of the filter and names the column.
 * `column` is 1-based and `length` may be 0; both count Unicode code points of the whole text, line breaks included.
 */
export class FilterError extends Error {
  readonly column: number;
  readonly length: number;

  constructor(message: string, column: number, length: number) {
    super(message);
    this.name = 'FilterError';
    this.column = column;
    this.length = length;
  }
}

/** Throws the error for a place of the text: `<problem> at column <n>. <hint>` */
export type Fail = (problem: string, at: Range, hint?: string) => never;

/** An unexpected word may be long; a message shows this many characters of it. */
const SHOWN = 200;

export function failIn(text: string): Fail {
  return (problem, at, hint) => {
    const column = [...text.slice(0, at.start)].length + 1;
    const length = [...text.slice(at.start, at.end)].length;
    const points = [...problem];
    const short = points.length > SHOWN ? `${points.slice(0, SHOWN).join('')}…` : problem;
    throw new FilterError(`${short} at column ${column}.${hint ? ` ${hint}` : ''}`, column, length);
  };
}
