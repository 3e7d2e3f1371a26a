import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sequenceMoves } from '../../api/moves.ts';
import { sequenceOptions, sequencePages, updateSequence } from '../../api/sequences.ts';
import type { Sequence, SequenceDetail } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import { useRole } from '../../ui/session.ts';
import { complain, say } from '../../ui/toast.ts';
import { StatusBadge } from '../sequences/StatusBadge.tsx';

interface Props {
  owner: string;
  slug: string;
  sequence: SequenceDetail;
}

/** The state of the sequence, and for who may change it what it may become. */
export function StatusMenu({ owner, slug, sequence }: Props) {
  const client = useQueryClient();
  const role = useRole(owner);
  const { uid, status } = sequence;
  const move = useMutation({
    mutationFn: (to: Sequence['status']) => updateSequence(owner, slug, uid, { status: to }),
    onSuccess: (changed) => {
      client.setQueryData(sequenceOptions(owner, slug, uid).queryKey, changed);
      say(t.sequences.status.moved(t.statuses[changed.status]));
      return client.invalidateQueries({ queryKey: sequencePages(owner, slug).queryKey });
    },
    onError: complain,
  });
  if (role === undefined) return <StatusBadge status={status} />;
  const name = t.statuses[status];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          loading={move.isPending}
          rightSection={<IconChevronDown size={14} />}
          aria-label={t.sequences.status.label(name)}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t.sequences.status.moves}</Menu.Label>
        {sequenceMoves[status].map((to) => (
          <Menu.Item key={to} onClick={() => move.mutate(to)}>
            {t.statuses[to]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
