import { Page } from '../../ui/Page.tsx';

export function ChartsPage() {
  return <Page title="Charts">{null}</Page>;
}
