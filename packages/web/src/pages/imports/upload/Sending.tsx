import { Button, Group, Progress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { n, t } from '../../../text/en.ts';
import classes from '../imports.module.css';
import type { UploadState } from './useUpload.ts';

interface Props {
  state: UploadState;
  onPause: () => void;
  onResume: () => void;
  /** Ends it. */
  discard: ReactNode;
}

export function Sending({ state, onPause, onResume, discard }: Props) {
  const { upload } = t.imports;
  const { phase, picked, sentFiles, sentBytes, totalBytes } = state;
  const part = totalBytes === 0 ? 100 : (100 * sentBytes) / totalBytes;
  return (
    <section className={classes.sending} aria-label={upload.title}>
      <Progress value={part} size="md" aria-label={upload.sending} />
      <p className={classes.note} role="status">
        {upload.files(sentFiles, picked.length)} ·{' '}
        {t.jobs.of(n.bytes(sentBytes), n.bytes(totalBytes))}
      </p>
      {state.problem !== undefined && <Text c="red">{state.problem}</Text>}
      <Group mt="xs">
        {phase === 'sending' ? (
          <Button variant="default" onClick={onPause}>
            {upload.pause}
          </Button>
        ) : (
          <Button onClick={onResume}>{phase === 'failed' ? upload.retry : upload.resume}</Button>
        )}
        {discard}
      </Group>
    </section>
  );
}
