import type { BatchAnswer } from '@sheaf/contract/modelarts';
import type { LabelResults } from '../../../catalog/labels/batch.ts';
import { ruleFault } from '../errors.ts';

/** What became of each label; `success` when all went well, else the code and message of the first that did not. */
export function batchAnswer(results: LabelResults): BatchAnswer {
  const shown = results.map((error) => {
    if (!error) return { success: true };
    const { code, message } = ruleFault(error);
    return { success: false, error_code: code, error_msg: message };
  });
  const failed = shown.find((result) => !result.success);
  return { ...(failed ?? { success: true }), results: shown };
}
