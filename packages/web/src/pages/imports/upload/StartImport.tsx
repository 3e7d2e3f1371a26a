import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { UploadClient } from '../../../api/uploads.ts';
import type { CompleteUpload } from '../../../api/types.ts';
import { t } from '../../../text/en.ts';
import { fieldOf, otherThan } from '../../../ui/fields.ts';
import { complain } from '../../../ui/toast.ts';
import classes from '../imports.module.css';

type Format = NonNullable<CompleteUpload['format']>;
const AUTO = 'auto';
const formats: Format[] = [
  'coco',
  'yolo',
  'voc',
  'kitti',
  'images',
  'sequences',
  'avala-json',
  'manifest',
  'csv',
  'jsonl',
  'parquet',
  'webdataset',
];

interface Props {
  owner: string;
  slug: string;
  uid: string;
  onStarted: () => void;
  /** Ends the upload without an import. */
  discard: ReactNode;
}

/** All files are there: what to make of them. */
export function StartImport({ owner, slug, uid, onStarted, discard }: Props) {
  const client = useQueryClient();
  const [project, setProject] = useState('');
  const [format, setFormat] = useState<string>(AUTO);
  const start = useMutation({
    mutationFn: () =>
      new UploadClient(owner, slug, uid).complete({
        ...(project.trim() !== '' && { project: project.trim() }),
        ...(format !== AUTO && { format: format as Format }),
      }),
    onSuccess: () => {
      onStarted();
      return client.invalidateQueries({ queryKey: ['imports', owner, slug] });
    },
    onError: (error) => {
      if (otherThan(error, ['project', 'format'])) complain(error);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    start.mutate();
  };
  const words = t.imports.upload;
  return (
    <form onSubmit={submit} className={classes.sending}>
      <Stack gap="sm">
        <Text fw={600}>{words.ready}</Text>
        <TextInput
          label={words.project}
          description={words.projectHelp}
          value={project}
          onChange={(event) => setProject(event.currentTarget.value)}
          error={fieldOf(start.error, 'project')}
          maxLength={100}
        />
        <Select
          label={words.format}
          data={[
            { value: AUTO, label: words.auto },
            ...formats.map((value) => ({ value, label: value })),
          ]}
          value={format}
          onChange={(value) => setFormat(value ?? AUTO)}
          error={fieldOf(start.error, 'format')}
        />
        <Group>
          <Button type="submit" loading={start.isPending}>
            {words.start}
          </Button>
          {discard}
        </Group>
      </Stack>
    </form>
  );
}
