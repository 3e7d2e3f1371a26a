import type { BatchAnswer } from '@sheaf/contract/modelarts';
import { Fault } from '../errors.ts';

export const sampleMissing = (id: string) =>
  new Fault(400, 'ModelArts.4420', `Sample does not exist: ${id}`);

export const uploadFailed = (why: string) =>
  new Fault(400, 'ModelArts.4421', `Sample upload failed: ${why}`);

export const sampleExists = (why: string) =>
  new Fault(400, 'ModelArts.4422', `Sample already exists: ${why}`);

export const notForType = (what: string) =>
  new Fault(501, 'ModelArts.4383', `Unsupported operation for the dataset type: ${what}`);

type Result = BatchAnswer['results'][number];

/** What became of each sample; `success` when all went well, else the code and message of the first that did not. */
export function batchOf<Shown extends object>(
  outcomes: readonly (Fault | Shown | undefined)[],
): Omit<BatchAnswer, 'results'> & { results: (Result & Partial<Shown>)[] } {
  const results = outcomes.map((one) => {
    if (!(one instanceof Fault)) return { success: true, ...one } as Result & Partial<Shown>;
    return { success: false, error_code: one.code, error_msg: one.message } as Result &
      Partial<Shown>;
  });
  const failed = results.find((result) => !result.success);
  const first = failed && {
    error_code: failed.error_code ?? '',
    error_msg: failed.error_msg ?? '',
  };
  return { success: !failed, ...first, results };
}
