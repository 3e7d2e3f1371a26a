import { Text } from '@mantine/core';
import { t } from '../../text/en.ts';
import { Page } from '../../ui/Page.tsx';
import { ExportTable } from './ExportTable.tsx';

/** Every export of the user. */
export function ExportsPage() {
  return (
    <Page title={t.exports.title}>
      <Text c="dimmed" mb="md">
        {t.exports.fromDataset}
      </Text>
      <ExportTable />
    </Page>
  );
}
