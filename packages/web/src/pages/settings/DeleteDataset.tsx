import { Button, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { deleteDataset } from '../../api/datasets.ts';
import type { Dataset } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import { complain, say } from '../../ui/toast.ts';
import classes from './DatasetSettingsPage.module.css';

/** Deletes only what was named: everything in it goes. */
export function DeleteDataset({ dataset }: { dataset: Dataset }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () => deleteDataset(dataset.owner_name, dataset.slug),
    onSuccess: async () => {
      say(t.settings.deleted(dataset.name));
      await navigate({ to: '/datasets' });
      client.removeQueries({ queryKey: ['dataset', dataset.owner_name, dataset.slug] });
      return client.invalidateQueries({ queryKey: ['datasets'] });
    },
    onError: complain,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (typed === dataset.slug) remove.mutate();
  };
  return (
    <form onSubmit={submit} className={classes.danger}>
      <h2 className={classes.heading}>{t.settings.danger}</h2>
      <Text mb="sm">{t.settings.dangerText}</Text>
      <TextInput
        label={t.settings.confirm(dataset.slug)}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        autoComplete="off"
        mb="sm"
      />
      <Button
        type="submit"
        color="red"
        disabled={typed !== dataset.slug}
        loading={remove.isPending}
      >
        {t.settings.delete}
      </Button>
    </form>
  );
}
