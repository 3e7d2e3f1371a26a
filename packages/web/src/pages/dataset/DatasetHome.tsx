import { Skeleton } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { datasetOptions } from '../../api/datasets.ts';
import { n, t } from '../../text/en.ts';
import classes from './DatasetHome.module.css';

const route = getRouteApi('/app/datasets/$owner/$slug');

const tabs = [
  { to: '/datasets/$owner/$slug', text: t.datasets.tabs.explore },
  { to: '/datasets/$owner/$slug/sequences', text: t.datasets.tabs.sequences, sequences: true },
  { to: '/datasets/$owner/$slug/slices', text: t.datasets.tabs.slices },
  { to: '/datasets/$owner/$slug/charts', text: t.datasets.tabs.charts },
  { to: '/datasets/$owner/$slug/imports', text: t.datasets.tabs.imports },
  { to: '/datasets/$owner/$slug/exports', text: t.datasets.tabs.exports },
  { to: '/datasets/$owner/$slug/settings', text: t.datasets.tabs.settings },
] as const;

/** What the pages of a dataset have in common: where one is, and the way to the others. */
export function DatasetHome() {
  const { owner, slug } = route.useParams();
  const { data: dataset } = useSuspenseQuery(datasetOptions(owner, slug));
  const shown = tabs.filter((tab) => !('sequences' in tab) || dataset.is_sequence);
  return (
    <>
      <div className={classes.head}>
        <div className={classes.path}>
          <span className={classes.owner}>{dataset.owner_name} /</span>{' '}
          <strong className={classes.name}>{dataset.name}</strong>
          <span className={classes.facts}>
            {t.datasets.items(dataset.item_count)} ·{' '}
            {t.datasets.annotations(dataset.annotations_count)} · {n.bytes(dataset.size_bytes)}
          </span>
        </div>
        <nav className={classes.tabs} aria-label={t.datasets.tabs.label}>
          {shown.map(({ to, text }) => (
            <Link
              key={to}
              to={to}
              params={{ owner, slug }}
              activeOptions={{ exact: true, includeSearch: false }}
              className={classes.tab}
            >
              {text}
            </Link>
          ))}
        </nav>
      </div>
      <Suspense fallback={<Skeleton height={300} m="md" w="auto" />}>
        <Outlet />
      </Suspense>
    </>
  );
}
