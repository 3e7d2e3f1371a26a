import type { Splits } from '@sheaf/contract/avala';
import type { Static } from '@sheaf/contract/schema';
import type { SplitSummary } from '../../../catalog/splits/summary.ts';

export function toSplits({ rule, ...summary }: SplitSummary): Static<typeof Splits> {
  if (!rule) return { ...summary, rule: null };
  const { ratios, seed, group_by, created_at } = rule;
  return { ...summary, rule: { ratios, seed, group_by, created_at: created_at.toISOString() } };
}
