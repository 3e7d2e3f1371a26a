import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconUsers } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { organizationsOptions } from '../../api/organizations.ts';
import { t } from '../../text/en.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { NewOrganization } from './NewOrganization.tsx';
import { OrganizationCard } from './OrganizationCard.tsx';

/** The organisations of the user, each with its members. */
export function PeoplePage() {
  const [making, { open, close }] = useDisclosure(false);
  const { data } = useSuspenseQuery(organizationsOptions);
  const make = (
    <Button leftSection={<IconPlus size={14} />} onClick={open}>
      {t.people.make}
    </Button>
  );
  return (
    <Page title={t.people.title} actions={data.results.length > 0 && make}>
      <Text c="dimmed" mb="md">
        {t.people.lead}
      </Text>
      {data.results.length === 0 && (
        <EmptyState icon={IconUsers} title={t.people.empty.title} text={t.people.empty.text}>
          {make}
        </EmptyState>
      )}
      {data.results.map((organization) => (
        <OrganizationCard key={organization.uid} organization={organization} />
      ))}
      <NewOrganization opened={making} onClose={close} />
    </Page>
  );
}
