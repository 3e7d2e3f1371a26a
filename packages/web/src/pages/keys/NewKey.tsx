import { Alert, Button, Group, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { createKey, keyPages } from '../../api/keys.ts';
import type { CreatedApiKey } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Copyable } from '../../ui/Copyable.tsx';
import { fieldOf, otherThan } from '../../ui/fields.ts';
import { complain } from '../../ui/toast.ts';
import { endAfter, lifetimes, scopes } from './scopes.ts';

const NEVER = 'never';
const fields = ['name', 'scopes', 'expires_at'];

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** Asks for what the key may, then shows it once. */
export function NewKey({ opened, onClose }: Props) {
  const [made, setMade] = useState<CreatedApiKey>();
  const close = () => {
    setMade(undefined);
    onClose();
  };
  return (
    <Dialog
      opened={opened}
      onClose={close}
      title={t.keys.make}
      // The key is shown only once: a click beside it must not lose it.
      closeOnClickOutside={made === undefined}
    >
      {made ? <Made made={made} onClose={close} /> : <Form onMade={setMade} />}
    </Dialog>
  );
}

function Form({ onMade }: { onMade: (made: CreatedApiKey) => void }) {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const [days, setDays] = useState<string>(NEVER);
  const make = useMutation({
    mutationFn: () => {
      const expires_at = endAfter(days === NEVER ? null : Number(days));
      return createKey({ name: name.trim(), scopes: chosen, expires_at });
    },
    onSuccess: (key) => {
      onMade(key);
      return client.invalidateQueries({ queryKey: keyPages.queryKey });
    },
    onError: (error) => {
      if (otherThan(error, fields)) complain(error);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t.keys.name}
          placeholder={t.keys.namePlaceholder}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fieldOf(make.error, 'name')}
          maxLength={100}
          required
          data-autofocus
        />
        <MultiSelect
          label={t.keys.scopes}
          description={t.keys.scopesHelp}
          data={scopes}
          value={chosen}
          onChange={setChosen}
          error={fieldOf(make.error, 'scopes')}
          clearable
        />
        <Select
          label={t.keys.expires}
          data={[
            { value: NEVER, label: t.keys.never },
            ...lifetimes.map((count) => ({ value: String(count), label: t.keys.days(count) })),
          ]}
          value={days}
          onChange={(value) => setDays(value ?? NEVER)}
          error={fieldOf(make.error, 'expires_at')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={make.isPending}>
            {t.keys.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Made({ made, onClose }: { made: CreatedApiKey; onClose: () => void }) {
  return (
    <Stack gap="sm">
      <Alert color="yellow" variant="light">
        {t.keys.shown}
      </Alert>
      <Copyable text={made.key} label={made.name} />
      <Group justify="flex-end">
        <Button onClick={onClose}>{t.keys.done}</Button>
      </Group>
    </Stack>
  );
}
