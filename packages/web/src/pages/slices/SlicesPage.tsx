import { Group, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { slicePages } from '../../api/slices.ts';
import { t } from '../../text/en.ts';
import { useSession } from '../../ui/session.ts';
import { SliceList } from './SliceList.tsx';

/** The slices of the user, or of one of the user's organisations. */
export function SlicesPage() {
  const { user, owners } = useSession();
  const [owner, setOwner] = useState(user.username);
  return (
    <SliceList key={owner} pages={slicePages(owner)}>
      <Group mb="md" align="flex-end">
        <Text c="dimmed" flex={1}>
          {t.slices.lead}
        </Text>
        {owners.length > 1 && (
          <Select
            label={t.slices.owner}
            data={owners.map(({ name }) => name)}
            value={owner}
            onChange={(value) => setOwner(value ?? user.username)}
          />
        )}
      </Group>
    </SliceList>
  );
}
