import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { createOrganization, organizationsKey } from '../../api/organizations.ts';
import { sessionKey } from '../../api/session.ts';
import { t } from '../../text/en.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { fieldOf, otherThan } from '../../ui/fields.ts';
import { complain, say } from '../../ui/toast.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
}

export function NewOrganization({ opened, onClose }: Props) {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const make = useMutation({
    mutationFn: () => createOrganization(name.trim()),
    onSuccess: (made) => {
      say(t.people.made(made.name));
      setName('');
      onClose();
      // The session says for whom one may act.
      void client.invalidateQueries({ queryKey: sessionKey });
      return client.invalidateQueries({ queryKey: organizationsKey });
    },
    onError: (error) => {
      if (otherThan(error, ['name'])) complain(error);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={t.people.make}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={t.people.name}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={fieldOf(make.error, 'name')}
            maxLength={100}
            required
            data-autofocus
          />
          <Group justify="flex-end">
            <Button type="submit" loading={make.isPending}>
              {t.people.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
