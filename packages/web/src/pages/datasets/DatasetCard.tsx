import { useInViewport } from '@mantine/hooks';
import { IconLock, IconWorld } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Dataset } from '../../api/types.ts';
import { n, t } from '../../text/en.ts';
import { Cover } from './Cover.tsx';
import classes from './DatasetCard.module.css';

export function DatasetCard({ dataset }: { dataset: Dataset }) {
  const { ref, inViewport } = useInViewport<HTMLLIElement>();
  const { owner_name: owner, slug, visibility } = dataset;
  const Visibility = visibility === 'public' ? IconWorld : IconLock;
  return (
    <li ref={ref} className={classes.card}>
      <Cover dataset={dataset} shown={inViewport} />
      <div className={classes.head}>
        <Link
          to="/datasets/$owner/$slug"
          params={{ owner, slug }}
          className={`${classes.name} one-line`}
        >
          {dataset.name}
        </Link>
        <Visibility
          size={14}
          className={classes.visibility}
          role="img"
          aria-label={t.datasets[visibility]}
        />
      </div>
      <p className={classes.path}>
        {owner} · {t.datasets.types[dataset.data_type]}
        {dataset.is_sequence && ` · ${t.datasets.tabs.sequences}`}
      </p>
      <dl className={classes.facts}>
        <Fact name={t.datasets.columns.items} value={n.compact(dataset.item_count)} />
        <Fact name={t.datasets.columns.annotations} value={n.compact(dataset.annotations_count)} />
        <Fact name={t.datasets.columns.size} value={n.bytes(dataset.size_bytes)} />
        <Fact name={t.datasets.columns.changed} value={n.ago(dataset.updated_at)} />
      </dl>
    </li>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
