import { Page } from '../../ui/Page.tsx';

export function ExportPage() {
  return <Page title="Export">{null}</Page>;
}
