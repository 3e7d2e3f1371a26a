import { Page } from '../../ui/Page.tsx';

export function SequencesPage() {
  return <Page title="Sequences">{null}</Page>;
}
