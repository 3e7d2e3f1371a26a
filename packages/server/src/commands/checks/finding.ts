import { errorText } from '../../log.ts';

/** What one check found. */
export interface Finding {
  check: string;
  ok: boolean;
  detail: string;
  /** What to do about it, in a line. */
  remedy?: string;
}

/** What a check answers; the name is given where it is called. */
export type Answer = Omit<Finding, 'check'>;

export const good = (detail: string): Answer => ({ ok: true, detail });
export const bad = (detail: string, remedy: string): Answer => ({ ok: false, detail, remedy });

/** Runs a check; one that throws is a bad one, with the remedy given here. */
export async function look(
  check: string,
  remedy: string,
  work: () => Promise<Answer> | Answer,
): Promise<Finding> {
  try {
    return { check, ...(await work()) };
  } catch (error) {
    return { check, ...bad(errorText(error, 'error'), remedy) };
  }
}
