import { Page } from '../../ui/Page.tsx';

export function SlicePage() {
  return <Page title="Slice">{null}</Page>;
}
