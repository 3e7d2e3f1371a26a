import { wantsStacks } from '../config.ts';
import { errorText } from '../log.ts';

/** Something that the user can put right, in their words: printed without a stack, exit code 1. */
export class Complaint extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Complaint';
  }
}

/** Tells the user why a command failed. Returns the exit code. */
export function complain(error: unknown): number {
  console.error(errorText(error, wantsStacks() ? 'debug' : 'error'));
  return 1;
}
