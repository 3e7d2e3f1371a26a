import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { datasetOptions } from '../../api/datasets.ts';
import { t } from '../../text/en.ts';
import { Page } from '../../ui/Page.tsx';
import { ExportForm } from './ExportForm.tsx';
import { ExportTable } from './ExportTable.tsx';
import classes from './exports.module.css';

const route = getRouteApi('/app/datasets/$owner/$slug/exports');

/** A new export of the dataset, and those that there are. */
export function DatasetExportsPage() {
  const { owner, slug } = route.useParams();
  const { filter } = route.useSearch();
  const { data: dataset } = useSuspenseQuery(datasetOptions(owner, slug));
  return (
    <Page title={t.exports.title}>
      <section className={classes.section}>
        <h2 className={classes.heading}>{t.exports.make}</h2>
        <ExportForm dataset={dataset} filter={filter} />
      </section>
      <ExportTable dataset={dataset.uid} />
    </Page>
  );
}
