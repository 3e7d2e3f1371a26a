import { Page } from '../../ui/Page.tsx';

export function ItemPage() {
  return <Page title="Item">{null}</Page>;
}
