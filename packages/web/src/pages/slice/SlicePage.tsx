import { Badge, Button } from '@mantine/core';
import { IconGridDots, IconPackageExport } from '@tabler/icons-react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { sliceOptions } from '../../api/slices.ts';
import type { Slice } from '../../api/types.ts';
import { datasetByUid } from '../../api/datasets.ts';
import { n, t } from '../../text/en.ts';
import { Page } from '../../ui/Page.tsx';
import { useRole } from '../../ui/session.ts';
import { Compare } from './Compare.tsx';
import { EditSlice } from './EditSlice.tsx';
import { Mosaic } from './Mosaic.tsx';
import classes from './SlicePage.module.css';

const route = getRouteApi('/app/slices/$owner/$slug');

/** A slice as a mosaic, with its distributions beside the dataset's. */
export function SlicePage() {
  const { owner, slug } = route.useParams();
  const { data: slice } = useSuspenseQuery(sliceOptions(owner, slug));
  const dataset = useQuery({
    ...datasetByUid(slice.dataset ?? ''),
    enabled: slice.dataset !== null,
  }).data;
  const role = useRole(owner);
  const place = dataset && { owner: dataset.owner_name, slug: dataset.slug };
  const filter = slice.filter_query_string ?? undefined;
  return (
    <Page
      title={slice.name}
      note={slice.item_count_pending ? t.slices.counting : t.slices.items(slice.item_count)}
      actions={
        <>
          {place && filter !== undefined && (
            <Button
              variant="default"
              leftSection={<IconGridDots size={14} />}
              renderRoot={(props) => (
                <Link to="/datasets/$owner/$slug" params={place} search={{ filter }} {...props} />
              )}
            >
              {t.slice.explore}
            </Button>
          )}
          {place && (
            <Button
              variant="default"
              leftSection={<IconPackageExport size={14} />}
              renderRoot={(props) => (
                <Link to="/datasets/$owner/$slug/exports" params={place} {...props} />
              )}
            >
              {t.slice.export}
            </Button>
          )}
          {role !== undefined && <EditSlice slice={slice} />}
        </>
      }
    >
      <About slice={slice} />
      <div className={classes.columns}>
        <Mosaic owner={owner} slug={slug} />
        {place && <Compare slice={{ owner, slug }} dataset={place} />}
      </div>
    </Page>
  );
}

function About({ slice }: { slice: Slice }) {
  return (
    <div className={classes.about}>
      <Badge color={slice.mode === 'live' ? 'pine' : 'gray'}>{t.slices.modes[slice.mode]}</Badge>
      {slice.pinned_at !== null && <span>{t.slice.pinned(n.dateTime(slice.pinned_at))}</span>}
      {slice.filter_query_string !== null && (
        <code className={classes.filter}>{slice.filter_query_string}</code>
      )}
      {slice.description !== '' && <p className={classes.text}>{slice.description}</p>}
    </div>
  );
}
