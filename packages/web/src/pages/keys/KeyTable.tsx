import { ActionIcon, Table, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keyPages, revokeKey } from '../../api/keys.ts';
import type { ApiKey } from '../../api/types.ts';
import { n, t } from '../../text/en.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { complain, say } from '../../ui/toast.ts';
import classes from './KeysPage.module.css';
import { Wide } from '../../ui/Wide.tsx';

export function KeyTable({ keys }: { keys: ApiKey[] }) {
  const client = useQueryClient();
  const [asked, ask] = useState<ApiKey>();
  const revoke = useMutation({
    mutationFn: (key: ApiKey) => revokeKey(key.uid),
    onSuccess: (_, key) => {
      say(t.keys.revoked(key.name));
      return client.invalidateQueries({ queryKey: keyPages.queryKey });
    },
    onError: complain,
    onSettled: () => ask(undefined),
  });
  const { columns } = t.keys;
  return (
    <>
      <Wide minWidth={640}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{columns.name}</Table.Th>
              <Table.Th>{columns.prefix}</Table.Th>
              <Table.Th>{columns.scopes}</Table.Th>
              <Table.Th>{columns.created}</Table.Th>
              <Table.Th>{columns.used}</Table.Th>
              <Table.Th>{columns.expires}</Table.Th>
              <Table.Th>{columns.revoke}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {keys.map((key) => (
              <Table.Tr key={key.uid}>
                <Table.Td>{key.name}</Table.Td>
                <Table.Td className={classes.mono}>{key.prefix && `${key.prefix}…`}</Table.Td>
                <Table.Td>{key.scopes.length > 0 ? key.scopes.join(', ') : t.keys.all}</Table.Td>
                <Table.Td>{n.ago(key.created_at)}</Table.Td>
                <Table.Td>{key.last_used_at ? n.ago(key.last_used_at) : t.keys.unused}</Table.Td>
                <Table.Td>{endOf(key)}</Table.Td>
                <Table.Td>
                  <Tooltip label={t.keys.revoke}>
                    <ActionIcon
                      aria-label={`${t.keys.revoke}: ${key.name}`}
                      onClick={() => ask(key)}
                    >
                      <IconTrash size={15} />
                    </ActionIcon>
                  </Tooltip>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
      <Confirm
        opened={asked !== undefined}
        title={t.keys.revokeTitle(asked?.name ?? '')}
        text={t.keys.revokeText}
        action={t.keys.revoke}
        busy={revoke.isPending}
        onClose={() => ask(undefined)}
        onConfirm={() => asked && revoke.mutate(asked)}
      />
    </>
  );
}

function endOf({ expires_at }: ApiKey): string {
  if (expires_at === null) return t.keys.never;
  return Date.parse(expires_at) <= Date.now() ? t.keys.expired : n.dateTime(expires_at);
}
