import { Page } from '../../ui/Page.tsx';

export function SlicesPage() {
  return <Page title="Slices">{null}</Page>;
}
