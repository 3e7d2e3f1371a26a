import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { deleteSlice, slicesKey, updateSlice } from '../../api/slices.ts';
import type { Slice } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { fieldOf, otherThan } from '../../ui/fields.ts';
import { complain, say } from '../../ui/toast.ts';
import { ModeChoice } from '../slices/ModeChoice.tsx';

/** Renames, changes or deletes the slice. */
export function EditSlice({ slice }: { slice: Slice }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [editing, edit] = useDisclosure(false);
  const [asked, ask] = useDisclosure(false);
  const remove = useMutation({
    mutationFn: () => deleteSlice(slice.owner_name, slice.slug),
    onSuccess: async () => {
      say(t.slice.deleted(slice.name));
      await navigate({ to: '/slices' });
      client.removeQueries({ queryKey: [...slicesKey, slice.owner_name, slice.slug] });
      return client.invalidateQueries({ queryKey: slicesKey });
    },
    onError: complain,
  });
  return (
    <>
      <Button variant="default" onClick={edit.open}>
        {t.slice.edit}
      </Button>
      <Button variant="default" onClick={ask.open}>
        {t.slice.delete}
      </Button>
      <Dialog opened={editing} onClose={edit.close} title={t.slice.edit} size="lg">
        <Form slice={slice} onClose={edit.close} />
      </Dialog>
      <Confirm
        opened={asked}
        title={t.slice.deleteTitle(slice.name)}
        text={t.slice.deleteText}
        action={t.slice.delete}
        busy={remove.isPending}
        onClose={ask.close}
        onConfirm={() => remove.mutate()}
      />
    </>
  );
}

function Form({ slice, onClose }: { slice: Slice; onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(slice.name);
  const [description, setDescription] = useState(slice.description);
  const [filter, setFilter] = useState(slice.filter_query_string ?? '');
  const [mode, setMode] = useState(slice.mode);
  const filtered = slice.filter_query_string !== null;
  const save = useMutation({
    mutationFn: () =>
      updateSlice(slice.owner_name, slice.slug, {
        ...(name.trim() !== slice.name && { name: name.trim() }),
        ...(description !== slice.description && { description }),
        ...(filtered && filter !== slice.filter_query_string && { filter_query_string: filter }),
        ...(mode !== slice.mode && { mode }),
      }),
    onSuccess: async (changed) => {
      say(t.slices.form.saved);
      onClose();
      const params = { owner: changed.owner_name, slug: changed.slug };
      await navigate({ to: '/slices/$owner/$slug', params, replace: true });
      return client.invalidateQueries({ queryKey: slicesKey });
    },
    onError: (error) => {
      if (otherThan(error, ['name', 'description', 'filter_query_string'])) complain(error);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t.slices.form.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fieldOf(save.error, 'name')}
          maxLength={255}
          required
        />
        <Textarea
          label={t.slices.form.description}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          error={fieldOf(save.error, 'description')}
          autosize
          maxRows={4}
        />
        {filtered && (
          <Textarea
            label={t.slices.form.filter}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
            error={fieldOf(save.error, 'filter_query_string')}
            autosize
            maxRows={6}
            spellCheck={false}
          />
        )}
        <ModeChoice value={mode} onChange={setMode} />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {t.slices.form.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
