import { Page } from '../../ui/Page.tsx';

export function ImportsPage() {
  return <Page title="Imports">{null}</Page>;
}
