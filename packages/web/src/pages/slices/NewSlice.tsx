import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { datasetHome } from '../../api/datasets.ts';
import { messageOf } from '../../api/errors.ts';
import { countOptions, createSlice, slicesKey } from '../../api/slices.ts';
import type { Dataset, Slice } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { fieldOf, otherThan } from '../../ui/fields.ts';
import { complain, say } from '../../ui/toast.ts';
import { ModeChoice } from './ModeChoice.tsx';
import classes from './slices.module.css';

/** The count waits until typing pauses, in ms. */
const PAUSE_MS = 300;

/** What the slice is to hold: these items, or whatever a filter selects. */
export type Holds = { uids: string[] } | { filter: string };

interface Props {
  dataset: Dataset;
  /** Undefined while it is closed. A filter can still be changed. */
  holds: Holds | undefined;
  onClose: () => void;
  onMade?: () => void;
}

/** Asks for a name, and for a filter unless items were chosen; makes the slice and leads to it. */
export function NewSlice({ holds, ...props }: Props) {
  return (
    <Dialog opened={holds !== undefined} onClose={props.onClose} title={t.slices.make} size="lg">
      {holds && <Form holds={holds} {...props} />}
    </Dialog>
  );
}

function Form({ dataset, holds, onClose, onMade }: Props & { holds: Holds }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [filter, setFilter] = useState('filter' in holds ? holds.filter : '');
  const [mode, setMode] = useState<Slice['mode']>('live');
  const [counted] = useDebouncedValue(filter.trim(), PAUSE_MS);
  const count = useQuery({
    ...countOptions(datasetHome(dataset.owner_name, dataset.slug), counted),
    enabled: counted !== '',
  });
  const make = useMutation({
    mutationFn: () =>
      createSlice({
        name: name.trim(),
        ...('uids' in holds
          ? chosenItems(dataset.uid, holds.uids)
          : { dataset: dataset.uid, filter_query_string: filter.trim(), mode }),
      }),
    onSuccess: async (made) => {
      say(t.slices.form.made(made.name));
      onMade?.();
      onClose();
      await client.invalidateQueries({ queryKey: slicesKey });
      const params = { owner: made.owner_name, slug: made.slug };
      return navigate({ to: '/slices/$owner/$slug', params });
    },
    onError: (error) => {
      if (otherThan(error, ['name', 'filter_query_string'])) complain(error);
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
          label={t.slices.form.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fieldOf(make.error, 'name')}
          maxLength={255}
          required
          data-autofocus
        />
        {'uids' in holds ? (
          <Text c="dimmed">{t.slices.form.chosen(holds.uids.length)}</Text>
        ) : (
          <>
            <Textarea
              label={t.slices.form.filter}
              placeholder={t.slices.form.filterHint}
              value={filter}
              onChange={(event) => setFilter(event.currentTarget.value)}
              error={
                fieldOf(make.error, 'filter_query_string') ??
                (count.error && messageOf(count.error))
              }
              autosize
              minRows={2}
              maxRows={6}
              spellCheck={false}
              required
            />
            <div className={classes.holds} role="status">
              {counted !== '' &&
                count.data &&
                t.slices.form.holds(count.data.count, count.data.estimated)}
            </div>
            <ModeChoice value={mode} onChange={setMode} />
          </>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={make.isPending}>
            {t.slices.form.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** A slice of items that were chosen by hand. */
const chosenItems = (dataset: string, uids: string[]) => ({
  visibility: 'private' as const,
  sub_slices: [{ type: 'items' as const, dataset_uid: dataset, item_uids: uids }],
});
