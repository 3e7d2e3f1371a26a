import { Skeleton } from '@mantine/core';
import { t } from '../text/en.ts';

/** What stands there until a page's code has come. */
export function Pending() {
  return (
    <div role="status" aria-label={t.app.loading} style={{ padding: 'var(--gap)' }}>
      <Skeleton height={22} width={180} mb={14} />
      <Skeleton height={240} />
    </div>
  );
}
