import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { cancelImport, importEvents } from '../../api/imports.ts';
import type { Import } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import { useJob } from '../../ui/job.ts';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { complain, say } from '../../ui/toast.ts';
import classes from './imports.module.css';

interface Props {
  owner: string;
  slug: string;
  row: Import;
}

/** An import under way, with the way to stop it. */
export function RunningImport({ owner, slug, row }: Props) {
  const client = useQueryClient();
  const onEnd = useCallback(() => {
    void client.invalidateQueries({ queryKey: ['imports', owner, slug] });
    void client.invalidateQueries({ queryKey: ['dataset', owner, slug] });
  }, [client, owner, slug]);
  const followed = useJob<Import>(importEvents(owner, slug, row.uid), onEnd);
  const cancel = useMutation({
    mutationFn: () => cancelImport(owner, slug, row.uid),
    onSuccess: () => say(t.imports.cancelled),
    onError: complain,
  });
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{t.imports.running}</h2>
      <JobProgress {...followed} />
      <Button
        variant="default"
        mt="xs"
        loading={cancel.isPending}
        disabled={cancel.isSuccess}
        onClick={() => cancel.mutate()}
      >
        {t.imports.cancel}
      </Button>
    </section>
  );
}
