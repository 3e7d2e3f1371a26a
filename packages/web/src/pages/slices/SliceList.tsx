import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCircles, IconPlus, IconSlice } from '@tabler/icons-react';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { slicePages } from '../../api/slices.ts';
import type { Dataset } from '../../api/types.ts';
import { n, t } from '../../text/en.ts';
import { More } from '../../ui/More.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { CombineDialog } from './CombineDialog.tsx';
import { NewSlice } from './NewSlice.tsx';
import { SliceTable } from './SliceTable.tsx';

interface Props {
  pages: ReturnType<typeof slicePages>;
  /** Where a new slice takes its items from; without it none can be made here. */
  dataset?: Dataset;
  /** Above the table. */
  children?: ReactNode;
}

/** Slices with what can be done with several of them. */
export function SliceList({ pages, dataset, children }: Props) {
  const [making, make] = useDisclosure(false);
  const [combining, combine] = useDisclosure(false);
  const list = useSuspenseInfiniteQuery(pages);
  const slices = list.data.pages.flatMap((page) => page.results);
  const actions = (
    <>
      {slices.length > 1 && (
        <Button variant="default" leftSection={<IconCircles size={14} />} onClick={combine.open}>
          {t.slices.combine}
        </Button>
      )}
      {dataset && (
        <Button leftSection={<IconPlus size={14} />} onClick={make.open}>
          {t.slices.make}
        </Button>
      )}
    </>
  );
  const known = list.hasNextPage ? undefined : n.count(slices.length);
  return (
    <Page title={t.slices.title} note={slices.length > 0 && known} actions={actions}>
      {children}
      {slices.length === 0 ? (
        <EmptyState icon={IconSlice} title={t.slices.empty.title} text={t.slices.empty.text} />
      ) : (
        <SliceTable slices={slices} />
      )}
      <More list={list}>{t.slices.more}</More>
      {dataset && (
        <NewSlice
          dataset={dataset}
          holds={making ? { filter: '' } : undefined}
          onClose={make.close}
        />
      )}
      <CombineDialog slices={slices} opened={combining} onClose={combine.close} />
    </Page>
  );
}
