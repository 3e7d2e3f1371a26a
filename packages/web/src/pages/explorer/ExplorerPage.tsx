import { Page } from '../../ui/Page.tsx';

export function ExplorerPage() {
  return <Page title="Explore">{null}</Page>;
}
