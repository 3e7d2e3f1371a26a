import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { ApiError } from '../../../api/errors.ts';
import { post } from '../../../api/http.ts';
import type { Slice } from '../../../api/types.ts';
import { t } from '../../../text/en.ts';
import { complain, say } from '../../../ui/toast.ts';

/** What the slice is to hold: these items, or whatever a filter selects. */
export type Holds = { uids: string[] } | { filter: string };

interface Props {
  dataset: string;
  /** Undefined while it is closed. */
  holds: Holds | undefined;
  onClose: () => void;
  onMade: () => void;
}

/** Asks for a name and makes the slice. */
export function MakeSlice({ dataset, holds, onClose, onMade }: Props) {
  const { slice } = t.explorer;
  return (
    <Modal
      opened={holds !== undefined}
      onClose={onClose}
      title={slice.title}
      closeButtonProps={{ 'aria-label': t.app.close }}
    >
      {holds && <Form dataset={dataset} holds={holds} onClose={onClose} onMade={onMade} />}
    </Modal>
  );
}

function Form({ dataset, holds, onClose, onMade }: Props & { holds: Holds }) {
  const { slice } = t.explorer;
  const [name, setName] = useState('');
  const client = useQueryClient();
  const navigate = useNavigate();
  const make = useMutation({
    mutationFn: () => post<Slice>('/slices/', bodyOf(dataset, name, holds)),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['slices'] });
      say(slice.made(made.name));
      onMade();
      onClose();
      await navigate({
        to: '/slices/$owner/$slug',
        params: { owner: made.owner_name, slug: made.slug },
      });
    },
    onError: (error) => {
      if (!(error instanceof ApiError) || error.field('name') === undefined) complain(error);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text c="dimmed">
          {'uids' in holds ? slice.lead(holds.uids.length) : t.explorer.saveLead}
        </Text>
        <TextInput
          label={slice.name}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={make.error instanceof ApiError && make.error.field('name')}
          required
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.app.cancel}
          </Button>
          <Button type="submit" loading={make.isPending}>
            {slice.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function bodyOf(dataset: string, name: string, holds: Holds) {
  if ('filter' in holds) return { name, dataset, filter_query_string: holds.filter };
  const items = { type: 'items', dataset_uid: dataset, item_uids: holds.uids };
  return { name, visibility: 'private', sub_slices: [items] };
}
