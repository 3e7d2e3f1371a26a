import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { cancelExport, deleteExport, exportsKey, isOver } from '../../api/exports.ts';
import type { Export } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { complain, say } from '../../ui/toast.ts';

/** Cancels an export that runs, deletes one that is over. */
export function EndExport({ row }: { row: Export }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asked, { open, close }] = useDisclosure(false);
  const cancel = useMutation({
    mutationFn: () => cancelExport(row.uid),
    onSuccess: (stopped) => {
      say(t.exports.cancelled);
      client.setQueryData([...exportsKey, row.uid], stopped);
    },
    onError: complain,
  });
  const remove = useMutation({
    mutationFn: () => deleteExport(row.uid),
    onSuccess: async () => {
      say(t.exports.deleted(row.name));
      await navigate({ to: '/exports' });
      client.removeQueries({ queryKey: [...exportsKey, row.uid] });
      return client.invalidateQueries({ queryKey: [...exportsKey, 'list'] });
    },
    onError: complain,
  });
  if (!isOver(row)) {
    return (
      <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
        {t.exports.cancel}
      </Button>
    );
  }
  return (
    <>
      <Button variant="default" onClick={open}>
        {t.exports.delete}
      </Button>
      <Confirm
        opened={asked}
        title={t.exports.deleteTitle(row.name)}
        text={t.exports.deleteText}
        action={t.exports.delete}
        busy={remove.isPending}
        onClose={close}
        onConfirm={() => remove.mutate()}
      />
    </>
  );
}
