import { Page } from '../../ui/Page.tsx';

export function DatasetSettingsPage() {
  return <Page title="Settings">{null}</Page>;
}
