import { Page } from '../../ui/Page.tsx';

export function SequencePage() {
  return <Page title="Sequence">{null}</Page>;
}
