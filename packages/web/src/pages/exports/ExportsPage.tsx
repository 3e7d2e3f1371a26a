import { Page } from '../../ui/Page.tsx';

export function ExportsPage() {
  return <Page title="Exports">{null}</Page>;
}
