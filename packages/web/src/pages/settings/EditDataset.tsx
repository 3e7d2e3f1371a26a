import { Button, Group, Radio, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { updateDataset } from '../../api/datasets.ts';
import type { Dataset } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import { fieldOf, otherThan } from '../../ui/fields.ts';
import { complain, say } from '../../ui/toast.ts';

interface Props {
  dataset: Dataset;
  /** May change the visibility. */
  manages: boolean;
}

export function EditDataset({ dataset, manages }: Props) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(dataset.name);
  const [slug, setSlug] = useState(dataset.slug);
  const [visibility, setVisibility] = useState(dataset.visibility);
  const save = useMutation({
    mutationFn: () =>
      updateDataset(dataset.owner_name, dataset.slug, {
        name: name.trim(),
        ...(slug !== dataset.slug && { slug: slug.trim() }),
        ...(visibility !== dataset.visibility && { visibility }),
      }),
    onSuccess: async (changed) => {
      say(t.settings.saved);
      const params = { owner: changed.owner_name, slug: changed.slug };
      client.setQueryData(['dataset', params.owner, params.slug], changed);
      await navigate({ to: '/datasets/$owner/$slug/settings', params, replace: true });
      return client.invalidateQueries({ queryKey: ['datasets'] });
    },
    onError: (error) => {
      if (otherThan(error, ['name', 'slug', 'visibility'])) complain(error);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t.settings.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fieldOf(save.error, 'name')}
          maxLength={255}
          required
          withAsterisk={false}
        />
        <TextInput
          label={t.settings.slug}
          description={t.settings.slugHelp}
          value={slug}
          onChange={(event) => setSlug(event.currentTarget.value)}
          error={fieldOf(save.error, 'slug')}
          maxLength={255}
          required
          withAsterisk={false}
        />
        <Radio.Group
          label={t.settings.visibility}
          value={visibility}
          onChange={(value) => setVisibility(value as Dataset['visibility'])}
          error={fieldOf(save.error, 'visibility')}
        >
          <Stack gap={6} mt={6}>
            <Radio size="xs" value="private" label={t.settings.private} disabled={!manages} />
            <Radio size="xs" value="public" label={t.settings.public} disabled={!manages} />
          </Stack>
        </Radio.Group>
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t.settings.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
