import { Page } from '../../ui/Page.tsx';

export function DatasetExportsPage() {
  return <Page title="Exports">{null}</Page>;
}
