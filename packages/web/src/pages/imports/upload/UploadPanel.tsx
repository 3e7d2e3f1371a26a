import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { openUploads } from '../../../api/uploads.ts';
import { n, t } from '../../../text/en.ts';
import { Discard } from './Discard.tsx';
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
  const { upload: words } = t.imports;
  const { state, start, pause, resume, reset } = useUpload(owner, slug, left);
  if (state.phase === 'idle' || state.phase === 'reading') {
    return (
      <>
        {left && (
          <Alert color="yellow" variant="light" title={words.interrupted} mb="sm">
            <p>
              {words.there(left.file_count, n.bytes(left.bytes))} {words.again}
            </p>
            <Discard owner={owner} slug={slug} uid={left.uid} onGone={reset} />
          </Alert>
        )}
        <DropZone busy={state.phase === 'reading'} onPick={(pick) => void start(pick)} />
      </>
    );
  }
  const stop = () => state.phase === 'sending' && pause();
  const discard = state.uid !== undefined && (
    <Discard owner={owner} slug={slug} uid={state.uid} onBegin={stop} onGone={reset} />
  );
  return state.phase === 'ready' && state.uid !== undefined ? (
    <StartImport owner={owner} slug={slug} uid={state.uid} onStarted={reset} discard={discard} />
  ) : (
    <Sending state={state} onPause={pause} onResume={resume} discard={discard} />
  );
}
