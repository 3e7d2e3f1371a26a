import { Button, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconSearchOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { datasetPages } from '../../api/datasets.ts';
import { t } from '../../text/en.ts';
import { More } from '../../ui/More.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { CreateDataset } from './CreateDataset.tsx';
import { DatasetCard } from './DatasetCard.tsx';
import { DatasetTable } from './DatasetTable.tsx';
import classes from './DatasetsPage.module.css';
import { FirstSteps } from './FirstSteps.tsx';
import { Toolbar } from './Toolbar.tsx';

const route = getRouteApi('/app/datasets');

/** Every dataset that the user sees. What is searched, how it is sorted and shown stands in the address. */
export function DatasetsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [creating, create] = useDisclosure(false);
  const list = useInfiniteQuery(
    datasetPages({
      name: search.q,
      visibility: search.visibility,
      ordering: search.sort ?? '-created_at',
    }),
  );
  if (list.error) throw list.error;
  const datasets = list.data?.pages.flatMap((page) => page.results) ?? [];
  const count = list.data?.pages[0]?.count;
  const narrowed = search.q !== undefined || search.visibility !== undefined;
  const empty = count === 0 && !narrowed;
  return (
    <Page
      title={t.datasets.title}
      {...(count !== undefined && !empty && { note: t.datasets.count(count) })}
      actions={
        !empty && (
          <Button leftSection={<IconPlus size={15} />} onClick={create.open}>
            {t.datasets.create.title}
          </Button>
        )
      }
    >
      <CreateDataset opened={creating} onClose={create.close} />
      {empty ? (
        <FirstSteps onCreate={create.open} />
      ) : (
        <>
          <Toolbar />
          {list.isPending && <Waiting />}
          {count === 0 && (
            <EmptyState icon={IconSearchOff} title={t.datasets.noMatch}>
              <Button
                variant="default"
                onClick={() => void navigate({ search: ({ view }) => (view ? { view } : {}) })}
              >
                {t.datasets.clear}
              </Button>
            </EmptyState>
          )}
          {search.view === 'table' && datasets.length > 0 && <DatasetTable datasets={datasets} />}
          {search.view !== 'table' && (
            <ul className={classes.cards}>
              {datasets.map((dataset) => (
                <DatasetCard key={dataset.uid} dataset={dataset} />
              ))}
            </ul>
          )}
          <More list={list}>{t.datasets.more}</More>
        </>
      )}
    </Page>
  );
}

function Waiting() {
  return (
    <div className={classes.cards} role="status" aria-label={t.app.loading}>
      {[1, 2, 3, 4].map((key) => (
        <Skeleton key={key} height={250} />
      ))}
    </div>
  );
}
