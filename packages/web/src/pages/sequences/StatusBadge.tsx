import { Badge } from '@mantine/core';
import type { Sequence } from '../../api/types.ts';
import { t } from '../../text/en.ts';

/** What is done is green, what has to be done again yellow. */
const colours: Partial<Record<Sequence['status'], string>> = {
  completed: 'pine',
  customer_approved: 'pine',
  rework_required: 'yellow',
};

export function StatusBadge({ status }: Pick<Sequence, 'status'>) {
  return <Badge color={colours[status] ?? 'gray'}>{t.statuses[status]}</Badge>;
}
