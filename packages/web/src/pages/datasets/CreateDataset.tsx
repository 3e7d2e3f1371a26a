import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { createDataset, type NewDataset } from '../../api/datasets.ts';
import { t } from '../../text/en.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { fieldOf, otherThan } from '../../ui/fields.ts';
import { useSession } from '../../ui/session.ts';
import { complain, say } from '../../ui/toast.ts';
import { slugOf } from './slug.ts';

const types = Object.entries(t.datasets.types).map(([value, label]) => ({ value, label }));

/** Asks for a name, makes the dataset and leads to where files can be dropped. */
export function CreateDataset({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Dialog opened={opened} onClose={onClose} title={t.datasets.create.title}>
      <Form onDone={onClose} />
    </Dialog>
  );
}

function Form({ onDone }: { onDone: () => void }) {
  const { owners } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [slug, setSlug] = useState<string>();
  const [owner, setOwner] = useState(owners[0]?.name ?? '');
  const [type, setType] = useState<NewDataset['data_type']>('image');
  const make = useMutation({
    mutationFn: createDataset,
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['datasets'] });
      say(t.datasets.create.made(made.name));
      onDone();
      await navigate({
        to: '/datasets/$owner/$slug/imports',
        params: { owner: made.owner_name, slug: made.slug },
      });
    },
    onError: (error) => {
      if (otherThan(error, ['name', 'slug', 'owner_name', 'data_type'])) complain(error);
    },
  });
  const problem = (field: string) => fieldOf(make.error, field);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    make.mutate({ name, slug: slug ?? slugOf(name), owner_name: owner, data_type: type });
  };
  const { create } = t.datasets;
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={create.name}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={problem('name')}
          required
          data-autofocus
        />
        <TextInput
          label={create.slug}
          description={create.slugHelp}
          value={slug ?? slugOf(name)}
          onChange={({ currentTarget }) => setSlug(currentTarget.value)}
          error={problem('slug')}
          required
        />
        <Group grow>
          <Select
            label={create.owner}
            data={owners.map((one) => one.name)}
            value={owner}
            onChange={(value) => setOwner(value ?? owner)}
            error={problem('owner_name')}
          />
          <Select
            label={create.type}
            data={types}
            value={type}
            onChange={(value) => value !== null && setType(value as NewDataset['data_type'])}
            error={problem('data_type')}
          />
        </Group>
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onDone}>
            {t.app.cancel}
          </Button>
          <Button type="submit" loading={make.isPending}>
            {create.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
