import { Button, Group, Select, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { chartsOf } from '../../api/charts.ts';
import { datasetHome } from '../../api/datasets.ts';
import { messageOf } from '../../api/errors.ts';
import { barFields, facetsOf } from '../../api/facets.ts';
import { t } from '../../text/en.ts';
import { Page } from '../../ui/Page.tsx';
import { narrowed } from '../explorer/filter/clauses.ts';
import { bars, type Mark } from './bars.ts';
import { BarChart } from './BarChart.tsx';
import classes from './charts.module.css';
import { Cooccurrence } from './Cooccurrence.tsx';
import { HeatMap } from './HeatMap.tsx';

const route = getRouteApi('/app/datasets/$owner/$slug/charts');

/** Distributions of the dataset, or of what the filter in the address selects. Any mark filters. */
export function ChartsPage() {
  const { owner, slug } = route.useParams();
  const { filter = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [label, setLabel] = useState('');
  const home = datasetHome(owner, slug);
  const counted = useQuery(facetsOf(home, filter, barFields));
  const drawn = useQuery(chartsOf(home, filter, label));
  const narrow = (mark: Mark) => {
    if (mark.filter === null) return;
    void navigate({ search: { filter: narrowed(filter, mark.filter) } });
  };
  const error = counted.error ?? drawn.error;
  const facet = (field: string) => counted.data?.facets.find((one) => one.field === field);
  const names = drawn.data?.cooccurrence.labels.map(({ name }) => name) ?? [];
  return (
    <Page
      title={t.charts.title}
      note={counted.data && t.charts.of(counted.data.item_count)}
      actions={
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link
              to="/datasets/$owner/$slug"
              params={{ owner, slug }}
              search={filter === '' ? {} : { filter }}
              {...props}
            />
          )}
        >
          {t.charts.explore}
        </Button>
      }
    >
      <Group mb="md" gap="xs">
        <Text c="dimmed">{t.charts.lead}</Text>
        {filter !== '' && (
          <>
            <code className={classes.filter}>{filter}</code>
            <Button variant="default" onClick={() => void navigate({ search: {} })}>
              {t.charts.clear}
            </Button>
          </>
        )}
      </Group>
      {error && <Text c="red">{messageOf(error)}</Text>}
      {!counted.data || !drawn.data ? (
        !error && <Skeleton height={420} />
      ) : (
        <div className={classes.grid}>
          <BarChart title={t.charts.labels} marks={bars(facet('label'))} onMark={narrow} />
          <HeatMap
            map={drawn.data.heat_map}
            label={label}
            onMark={narrow}
            choice={
              <Select
                aria-label={t.charts.heatMapOf}
                data={[
                  { value: '', label: t.charts.allLabels },
                  ...[...new Set(names)].map((name) => ({ value: name, label: name })),
                ]}
                value={label}
                onChange={(value) => setLabel(value ?? '')}
                searchable
              />
            }
          />
          <BarChart
            title={t.charts.perItem}
            marks={bars(facet('annotations_count'))}
            onMark={narrow}
          />
          <BarChart title={t.charts.area} marks={bars(facet('box.area'))} onMark={narrow} />
          <Cooccurrence data={drawn.data.cooccurrence} onMark={narrow} />
          <BarChart title={t.charts.splits} marks={bars(facet('split'))} onMark={narrow} />
          {drawn.data.attributes.fields.map(({ field, values }) => (
            <BarChart
              key={field}
              title={field}
              marks={values.map(({ value, count, filter: chosen }) => ({
                name: String(value),
                count,
                filter: chosen,
              }))}
              onMark={narrow}
            />
          ))}
        </div>
      )}
      {(counted.data?.estimated || drawn.data?.cooccurrence.estimated) && (
        <Text c="dimmed" mt="md">
          {t.charts.estimated}
        </Text>
      )}
    </Page>
  );
}
