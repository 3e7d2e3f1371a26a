import { Button, Checkbox, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { createExport, exportsKey } from '../../api/exports.ts';
import { slicesOfDataset } from '../../api/slices.ts';
import type { Dataset } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import { fieldOf, otherThan } from '../../ui/fields.ts';
import { complain, say } from '../../ui/toast.ts';
import { bodyOf, formats, includesMedia, initial, type Choice } from './choice.ts';
import classes from './exports.module.css';
import { Preview } from './Preview.tsx';
import { TaskOptions } from './TaskOptions.tsx';

/** The preview waits until typing pauses, in ms. */
const PAUSE_MS = 350;
const fields = ['name', 'filter_query_string', 'format'];

interface Props {
  dataset: Dataset;
  /** The filter to begin with. */
  filter: string | undefined;
}

/** What to export and how, with what the format will make of it before anything is started. */
export function ExportForm({ dataset, filter }: Props) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [choice, setChoice] = useState<Choice>({ ...initial, filter: filter ?? '' });
  const set = (change: Partial<Choice>) => setChoice((before) => ({ ...before, ...change }));
  const name = choice.name.trim() || t.exports.form.nameOf(dataset.name, choice.format);
  const body = bodyOf(choice, dataset, name);
  const [previewed] = useDebouncedValue({ ...body, name: 'preview' }, PAUSE_MS);
  const { data: slices } = useInfiniteQuery(slicesOfDataset(dataset.uid));
  const start = useMutation({
    mutationFn: () => createExport(body),
    onSuccess: async (made) => {
      say(t.exports.form.started);
      await client.invalidateQueries({ queryKey: [...exportsKey, 'list'] });
      return navigate({ to: '/exports/$uid', params: { uid: made.uid } });
    },
    onError: (error) => {
      if (otherThan(error, fields)) complain(error);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    start.mutate();
  };
  const known = slices?.pages.flatMap((page) => page.results) ?? [];
  return (
    <form onSubmit={submit} className={classes.form}>
      <Stack gap="sm">
        <TextInput
          label={t.exports.form.name}
          placeholder={name}
          value={choice.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={fieldOf(start.error, 'name')}
          maxLength={255}
        />
        <Select
          label={t.exports.form.format}
          data={formats}
          value={choice.format}
          onChange={(value) => set({ format: (value as Choice['format'] | null) ?? 'COCO' })}
        />
        <TaskOptions choice={choice} onChange={set} />
        {known.length > 0 && (
          <Select
            label={t.exports.form.slice}
            data={[
              { value: '', label: t.exports.form.noSlice },
              ...known.map((slice) => ({ value: slice.uid, label: slice.name })),
            ]}
            value={choice.slice}
            onChange={(value) => set({ slice: value ?? '' })}
            searchable
          />
        )}
        <Textarea
          label={t.exports.form.filter}
          description={t.exports.form.filterHelp}
          value={choice.filter}
          onChange={(event) => set({ filter: event.currentTarget.value })}
          error={fieldOf(start.error, 'filter_query_string')}
          autosize
          maxRows={5}
          spellCheck={false}
        />
        <Checkbox
          label={t.exports.form.media}
          checked={includesMedia(choice)}
          onChange={(event) => set({ media: event.currentTarget.checked })}
        />
        <Checkbox
          label={t.exports.form.strict}
          checked={choice.strict}
          onChange={(event) => set({ strict: event.currentTarget.checked })}
        />
        <Button type="submit" loading={start.isPending}>
          {t.exports.form.start}
        </Button>
      </Stack>
      <Preview body={previewed} strict={choice.strict} withMedia={includesMedia(choice)} />
    </form>
  );
}
