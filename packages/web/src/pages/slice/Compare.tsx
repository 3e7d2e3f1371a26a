import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { datasetHome } from '../../api/datasets.ts';
import { comparedFields, facetsOf } from '../../api/facets.ts';
import { sliceHome } from '../../api/slices.ts';
import { n, t } from '../../text/en.ts';
import { shares, type Share } from './shares.ts';
import classes from './SlicePage.module.css';

interface Place {
  owner: string;
  slug: string;
}

/** The slice's distributions with the dataset's as marks. */
export function Compare({ slice, dataset }: { slice: Place; dataset: Place }) {
  const ofSlice = useQuery(facetsOf(sliceHome(slice.owner, slice.slug), '', comparedFields));
  const ofDataset = useQuery(
    facetsOf(datasetHome(dataset.owner, dataset.slug), '', comparedFields),
  );
  if (!ofSlice.data || !ofDataset.data) {
    return ofSlice.error || ofDataset.error ? null : <Skeleton height={300} />;
  }
  const totals = { slice: ofSlice.data.item_count, dataset: ofDataset.data.item_count };
  const charts = Object.entries(t.slice.facets).flatMap(([field, title]) => {
    const of = (facets: typeof ofSlice.data) => facets.facets.find((one) => one.field === field);
    const found = shares(of(ofSlice.data), of(ofDataset.data), totals, bucketName);
    return found.length > 0 ? [{ title, found }] : [];
  });
  return (
    <section>
      <h2 className={classes.heading}>{t.slice.distributions}</h2>
      <Text c="dimmed" mb="sm">
        {charts.length > 0 ? t.slice.distributionsLead : t.slice.nothing}
        {(ofSlice.data.estimated || ofDataset.data.estimated) && ` ${t.slice.estimated}`}
      </Text>
      {charts.map(({ title, found }) => (
        <Chart key={title} title={title} found={found} />
      ))}
    </section>
  );
}

const bucketName = (from: number | null, to: number | null): string =>
  t.slice.between(from === null ? '' : n.compact(from), to === null ? '' : n.compact(to));

const percent = (part: number): string => `${(100 * part).toFixed(part < 0.1 ? 1 : 0)} %`;

function Chart({ title, found }: { title: string; found: Share[] }) {
  return (
    <figure className={classes.chart}>
      <figcaption className={classes.heading}>{title}</figcaption>
      {found.map(({ name, slice, dataset }) => (
        <div key={name} className={classes.bar}>
          <span className="one-line" title={name}>
            {name}
          </span>
          <span className={classes.track} aria-hidden>
            <div className={classes.fill} style={{ width: `${100 * slice}%` }} />
            <div className={classes.mark} style={{ left: `${100 * dataset}%` }} />
          </span>
          <span className={classes.value}>
            {percent(slice)} / {percent(dataset)}
          </span>
        </div>
      ))}
    </figure>
  );
}
