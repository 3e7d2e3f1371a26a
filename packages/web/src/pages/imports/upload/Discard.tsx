import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { UploadClient } from '../../../api/uploads.ts';
import { t } from '../../../text/en.ts';
import { complain, say } from '../../../ui/toast.ts';

interface Props {
  owner: string;
  slug: string;
  uid: string;
  /** Before anything is deleted: nothing more must be sent. */
  onBegin?: () => unknown;
  onGone: () => void;
}

/** Cancels an upload: deletes what has arrived of it. */
export function Discard({ owner, slug, uid, onBegin, onGone }: Props) {
  const abort = useMutation({
    mutationFn: () => {
      onBegin?.();
      return new UploadClient(owner, slug, uid).abort();
    },
    onSuccess: () => {
      say(t.imports.upload.aborted);
      onGone();
    },
    onError: complain,
  });
  return (
    <Button variant="default" loading={abort.isPending} onClick={() => abort.mutate()}>
      {t.imports.upload.abort}
    </Button>
  );
}
