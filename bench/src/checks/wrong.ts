import { isDeepStrictEqual } from 'node:util';

/** A result that is not what it must be: the only thing that fails a bench. */
export class WrongResult extends Error {}

/** Throws WrongResult. */
export function mustEqual(what: string, actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new WrongResult(`${what}: ${shown(actual)}, not ${shown(expected)}`);
}

const shown = (value: unknown) => JSON.stringify(value)?.slice(0, 300) ?? String(value);
