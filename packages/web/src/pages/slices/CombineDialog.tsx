import { Button, Group, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { combineSlices, slicesKey } from '../../api/slices.ts';
import type { CombineSlices, Slice } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { fieldOf, otherThan } from '../../ui/fields.ts';
import { complain, say } from '../../ui/toast.ts';

type Operation = CombineSlices['operation'];
const operations: Operation[] = ['and', 'or', 'minus'];

interface Props {
  slices: Slice[];
  opened: boolean;
  onClose: () => void;
}

/** Makes a slice of two others. */
export function CombineDialog({ slices, opened, onClose }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={t.slices.combined.title}>
      <Form slices={slices} onClose={onClose} />
    </Dialog>
  );
}

function Form({ slices, onClose }: Omit<Props, 'opened'>) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [first, setFirst] = useState(slices[0]?.uid ?? '');
  const [second, setSecond] = useState(slices[1]?.uid ?? '');
  const [operation, setOperation] = useState<Operation>('and');
  const [typed, setTyped] = useState('');
  const nameOf = (uid: string) => slices.find((slice) => slice.uid === uid)?.name ?? '';
  const proposed = [nameOf(first), t.slices.combined.nameOf[operation], nameOf(second)].join(' ');
  const combine = useMutation({
    mutationFn: () =>
      combineSlices({ name: typed.trim() || proposed, operation, slices: [first, second] }),
    onSuccess: async (made) => {
      say(t.slices.form.made(made.name));
      onClose();
      await client.invalidateQueries({ queryKey: slicesKey });
      const params = { owner: made.owner_name, slug: made.slug };
      return navigate({ to: '/slices/$owner/$slug', params });
    },
    onError: (error) => {
      if (otherThan(error, ['name'])) complain(error);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    combine.mutate();
  };
  const data = slices.map(({ uid, name }) => ({ value: uid, label: name }));
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Select
          label={t.slices.combined.first}
          data={data}
          value={first}
          onChange={(value) => setFirst(value ?? '')}
          searchable
        />
        <Radio.Group
          label={t.slices.combined.operation}
          value={operation}
          onChange={(value) => setOperation(value as Operation)}
        >
          <Group gap="md" mt={6}>
            {operations.map((value) => (
              <Radio
                key={value}
                size="xs"
                value={value}
                label={t.slices.combined.operations[value]}
              />
            ))}
          </Group>
        </Radio.Group>
        <Select
          label={t.slices.combined.second}
          data={data}
          value={second}
          onChange={(value) => setSecond(value ?? '')}
          searchable
        />
        <TextInput
          label={t.slices.form.name}
          placeholder={proposed}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={fieldOf(combine.error, 'name')}
          maxLength={255}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={combine.isPending} disabled={first === second}>
            {t.slices.form.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
