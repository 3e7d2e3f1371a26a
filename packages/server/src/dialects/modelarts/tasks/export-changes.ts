import type { ExportWishes } from '../../../catalog/dataset-tasks/exports.ts';
import type { ProfiledDataset } from '../../../catalog/profiles/model.ts';
import { checkDivided } from '../../../catalog/versions/divided.ts';
import type { Input } from '../input.ts';
import { readRatio } from '../ratios.ts';

/**
 * What `export_params` have said of samples otherwise: how many are for training, and nothing of how hard they are. The ratio
 * counts only when samples are to be divided. Throws a 400, and `version_not_split`.
 */
export function readChanges(
  params: Input | undefined,
  dataset: ProfiledDataset,
): Pick<ExportWishes, 'trainRatio' | 'clearsHardness'> {
  if (!params) return {};
  const ratio = readRatio(params, 'train_sample_ratio');
  const divides = params.flag('ratio_sample_usage') ?? false;
  const clearsHardness = params.flag('clear_hard_property') ?? false;
  if (divides) checkDivided(dataset.kind, ratio);
  return { ...(divides && { trainRatio: ratio }), ...(clearsHardness && { clearsHardness }) };
}
