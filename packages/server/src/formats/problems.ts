import type { ImportRecord, Problem } from './model.ts';

type Row = number | string | undefined;

/** A record for something that was left out. */
export function refused(file: string, row: Row, code: string, message: string): ImportRecord {
  return problem({ file, code, message, action: 'refused' }, row);
}

/** A record for something that was taken over, but not as it stood. */
export function repaired(file: string, row: Row, code: string, message: string): ImportRecord {
  return problem({ file, code, message, action: 'repaired' }, row);
}

function problem(fields: Problem, row: Row): ImportRecord {
  return { kind: 'problem', problem: row === undefined ? fields : { ...fields, row } };
}
