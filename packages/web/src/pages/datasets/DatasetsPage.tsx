import { Page } from '../../ui/Page.tsx';

export function DatasetsPage() {
  return <Page title="Datasets">{null}</Page>;
}
