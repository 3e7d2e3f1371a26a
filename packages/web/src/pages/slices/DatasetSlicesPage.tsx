import { Page } from '../../ui/Page.tsx';

export function DatasetSlicesPage() {
  return <Page title="Slices">{null}</Page>;
}
