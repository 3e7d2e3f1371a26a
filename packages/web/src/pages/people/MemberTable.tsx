import { ActionIcon, Select, Table, Tooltip } from '@mantine/core';
import { IconUserMinus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeRole, organizationsKey, removeMember, type Role } from '../../api/organizations.ts';
import type { Member, Organization } from '../../api/types.ts';
import { n, t } from '../../text/en.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { useSession } from '../../ui/session.ts';
import { complain, say } from '../../ui/toast.ts';
import { rolesFor } from './roles.ts';
import { Wide } from '../../ui/Wide.tsx';

interface Props {
  organization: Organization;
  members: Member[];
}

export function MemberTable({ organization, members }: Props) {
  const { slug, role } = organization;
  const client = useQueryClient();
  const { user } = useSession();
  const [asked, ask] = useState<Member>();
  const refresh = () => client.invalidateQueries({ queryKey: organizationsKey });
  const change = useMutation({
    mutationFn: (to: { member: Member; role: Role }) =>
      changeRole(slug, to.member.username, to.role),
    onSuccess: (member) => {
      say(t.people.changed(member.username, t.people.roles[member.role]));
      return refresh();
    },
    onError: complain,
  });
  const remove = useMutation({
    mutationFn: (member: Member) => removeMember(slug, member.user_uid),
    onSuccess: (_, member) => {
      say(t.people.removed(member.username));
      return refresh();
    },
    onError: complain,
    onSettled: () => ask(undefined),
  });
  /** Only owners touch owners; everybody may leave. */
  const mayChange = (member: Member) =>
    role === 'owner' || (role === 'admin' && member.role !== 'owner');
  return (
    <>
      <Wide minWidth={420}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.people.columns.username}</Table.Th>
              <Table.Th>{t.people.columns.role}</Table.Th>
              <Table.Th>{t.people.columns.since}</Table.Th>
              <Table.Th>{t.people.columns.remove}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {members.map((member) => (
              <Table.Tr key={member.user_uid}>
                <Table.Td>
                  {member.username}
                  {member.user_uid === user.uid && ` (${t.people.you})`}
                </Table.Td>
                <Table.Td>
                  {mayChange(member) ? (
                    <Select
                      aria-label={t.people.roleOf(member.username)}
                      data={rolesFor(role)}
                      value={member.role}
                      w={120}
                      onChange={(to) => to && change.mutate({ member, role: to as Role })}
                    />
                  ) : (
                    t.people.roles[member.role]
                  )}
                </Table.Td>
                <Table.Td>{n.ago(member.created_at)}</Table.Td>
                <Table.Td>
                  {(mayChange(member) || member.user_uid === user.uid) && (
                    <Tooltip label={t.people.remove}>
                      <ActionIcon
                        aria-label={`${t.people.remove}: ${member.username}`}
                        onClick={() => ask(member)}
                      >
                        <IconUserMinus size={15} />
                      </ActionIcon>
                    </Tooltip>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
      <Confirm
        opened={asked !== undefined}
        title={t.people.removeTitle(asked?.username ?? '', organization.name)}
        text={t.people.removeText}
        action={t.people.remove}
        busy={remove.isPending}
        onClose={() => ask(undefined)}
        onConfirm={() => asked && remove.mutate(asked)}
      />
    </>
  );
}
