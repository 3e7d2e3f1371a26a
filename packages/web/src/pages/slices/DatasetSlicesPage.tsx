import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { datasetOptions } from '../../api/datasets.ts';
import { slicesOfDataset } from '../../api/slices.ts';
import { SliceList } from './SliceList.tsx';

const route = getRouteApi('/app/datasets/$owner/$slug/slices');

/** The slices that take from the dataset. */
export function DatasetSlicesPage() {
  const { owner, slug } = route.useParams();
  const { data: dataset } = useSuspenseQuery(datasetOptions(owner, slug));
  return <SliceList pages={slicesOfDataset(dataset.uid)} dataset={dataset} />;
}
