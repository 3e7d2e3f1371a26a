import { Progress as Bar } from '@mantine/core';
import { n, t } from '../text/en.ts';
import type { Followed, Progress } from './job.ts';
import classes from './JobProgress.module.css';

/** A bar with what is done, the rate and the time left. */
export function JobProgress({ progress, state }: Followed) {
  const { done = 0, total = null } = progress ?? {};
  const part = total ? Math.min(100, (100 * done) / total) : 0;
  return (
    <div className={classes.root}>
      <Bar
        value={total === null ? 100 : part}
        animated={total === null}
        size="md"
        aria-label={t.jobs.progress}
      />
      <p className={classes.text} role="status">
        {progress ? sentence(progress) : t.jobs.waiting}
      </p>
      {state === 'closed' && <p className={classes.text}>{t.jobs.lost}</p>}
    </div>
  );
}

function sentence({ unit, done, total, rate, seconds_left }: Progress): string {
  const show = unit === 'bytes' ? n.bytes : t.jobs.items;
  const parts = [total === null ? show(done) : t.jobs.of(show(done), show(total))];
  if (rate !== null) parts.push(t.jobs.rate(show(rate)));
  if (seconds_left !== null) parts.push(t.jobs.left(seconds_left));
  return parts.join(' · ');
}
