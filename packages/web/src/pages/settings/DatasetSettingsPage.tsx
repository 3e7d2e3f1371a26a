import { Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { datasetOptions } from '../../api/datasets.ts';
import { n, t } from '../../text/en.ts';
import { Page } from '../../ui/Page.tsx';
import { useRole } from '../../ui/session.ts';
import { DeleteDataset } from './DeleteDataset.tsx';
import classes from './DatasetSettingsPage.module.css';
import { EditDataset } from './EditDataset.tsx';

const route = getRouteApi('/app/datasets/$owner/$slug/settings');

/** Name, address, visibility and the end of a dataset. */
export function DatasetSettingsPage() {
  const { owner, slug } = route.useParams();
  const { data: dataset } = useSuspenseQuery(datasetOptions(owner, slug));
  const role = useRole(owner);
  const facts = [
    [t.settings.uid, dataset.uid],
    [t.settings.type, t.datasets.types[dataset.data_type]],
    [t.settings.created, n.dateTime(dataset.created_at)],
    [t.settings.updated, n.dateTime(dataset.updated_at)],
  ] as const;
  const manages = role === 'owner' || role === 'admin';
  return (
    <Page title={t.settings.title}>
      <div className={classes.columns}>
        <section>
          {role === undefined ? (
            <Text c="dimmed">{t.settings.noRight}</Text>
          ) : (
            <EditDataset key={dataset.updated_at} dataset={dataset} manages={manages} />
          )}
          {manages && <DeleteDataset dataset={dataset} />}
        </section>
        <section>
          <h2 className={classes.heading}>{t.settings.facts}</h2>
          <dl className={classes.facts}>
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Page>
  );
}
