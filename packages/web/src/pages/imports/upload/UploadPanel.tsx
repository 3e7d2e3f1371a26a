import { Alert, Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { openUploads, UploadClient } from '../../../api/uploads.ts';
import type { Upload } from '../../../api/types.ts';
import { n, t } from '../../../text/en.ts';
import { complain, say } from '../../../ui/toast.ts';
import { DropZone } from './DropZone.tsx';
import { StartImport } from './StartImport.tsx';
import { Sending } from './Sending.tsx';
import { useUpload } from './useUpload.ts';

interface Props {
  owner: string;
  slug: string;
}

/** Files of this machine, on their way into the dataset. */
export function UploadPanel({ owner, slug }: Props) {
  const { data: open } = useQuery(openUploads(owner, slug));
  const left = open?.at(0);
  const { state, start, pause, resume, reset } = useUpload(owner, slug, left);
  if (state.phase === 'ready' && state.uid !== undefined) {
    return <StartImport owner={owner} slug={slug} uid={state.uid} onStarted={reset} />;
  }
  if (state.phase === 'idle' || state.phase === 'reading') {
    return (
      <>
        {left && <Interrupted owner={owner} slug={slug} upload={left} onGone={reset} />}
        <DropZone busy={state.phase === 'reading'} onPick={(pick) => void start(pick)} />
      </>
    );
  }
  return <Sending state={state} onPause={pause} onResume={resume} />;
}

interface InterruptedProps extends Props {
  upload: Upload;
  onGone: () => void;
}

/** What an earlier visit left behind: go on with it, or have it deleted. */
function Interrupted({ owner, slug, upload, onGone }: InterruptedProps) {
  const { upload: words } = t.imports;
  const abort = useMutation({
    mutationFn: () => new UploadClient(owner, slug, upload.uid).abort(),
    onSuccess: () => {
      say(words.aborted);
      onGone();
    },
    onError: complain,
  });
  return (
    <Alert color="yellow" variant="light" title={words.interrupted} mb="sm">
      <p>
        {words.there(upload.file_count, n.bytes(upload.bytes))} {words.again}
      </p>
      <Group>
        <Button variant="default" loading={abort.isPending} onClick={() => abort.mutate()}>
          {words.abort}
        </Button>
      </Group>
    </Alert>
  );
}
