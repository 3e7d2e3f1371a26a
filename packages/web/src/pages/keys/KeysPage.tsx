import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { keyPages } from '../../api/keys.ts';
import { t } from '../../text/en.ts';
import { More } from '../../ui/More.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { Examples } from './Examples.tsx';
import { KeyTable } from './KeyTable.tsx';
import { NewKey } from './NewKey.tsx';

/** The user's own keys. */
export function KeysPage() {
  const [making, { open, close }] = useDisclosure(false);
  const list = useSuspenseInfiniteQuery(keyPages);
  const keys = list.data.pages.flatMap((page) => page.results);
  const make = (
    <Button leftSection={<IconPlus size={14} />} onClick={open}>
      {t.keys.make}
    </Button>
  );
  return (
    <Page title={t.keys.title} actions={keys.length > 0 && make}>
      <Text c="dimmed" mb="md">
        {t.keys.lead}
      </Text>
      {keys.length === 0 ? (
        <EmptyState icon={IconKey} title={t.keys.empty.title} text={t.keys.empty.text}>
          {make}
        </EmptyState>
      ) : (
        <KeyTable keys={keys} />
      )}
      <More list={list}>{t.keys.more}</More>
      <Examples />
      <NewKey opened={making} onClose={close} />
    </Page>
  );
}
