import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { UploadClient } from '../../../api/uploads.ts';
import { messageOf } from '../../../api/errors.ts';
import type { Upload } from '../../../api/types.ts';
import { t } from '../../../text/en.ts';
import type { Picked } from './dropped.ts';
import { sendAll, SendFailure } from './send.ts';

export interface UploadState {
  phase: 'idle' | 'reading' | 'sending' | 'paused' | 'failed' | 'ready';
  uid?: string;
  picked: Picked[];
  totalBytes: number;
  sentFiles: number;
  sentBytes: number;
  problem?: string;
}

const idle: UploadState = {
  phase: 'idle',
  picked: [],
  totalBytes: 0,
  sentFiles: 0,
  sentBytes: 0,
};

/** Sends picked files into an upload of the dataset: a new one, or `open`, which was interrupted. */
export function useUpload(owner: string, slug: string, open: Upload | undefined) {
  const queries = useQueryClient();
  const [state, setState] = useState(idle);
  const running = useRef<AbortController>(undefined);

  const send = useCallback(
    async (picked: Picked[], uid: string) => {
      const control = new AbortController();
      running.current = control;
      const totalBytes = picked.reduce((sum, { file }) => sum + file.size, 0);
      setState({ ...idle, phase: 'sending', uid, picked, totalBytes });
      try {
        const client = new UploadClient(owner, slug, uid);
        await sendAll(client, picked, control.signal, ({ files, bytes }) =>
          setState((before) => ({
            ...before,
            sentFiles: before.sentFiles + files,
            sentBytes: before.sentBytes + bytes,
          })),
        );
        setState((before) => ({ ...before, phase: 'ready' }));
      } catch (error) {
        if (control.signal.aborted) return;
        const why = messageOf(error);
        const problem =
          error instanceof SendFailure ? t.imports.upload.failed(error.path, why) : why;
        setState((before) => ({ ...before, phase: 'failed', problem }));
      }
    },
    [owner, slug],
  );

  const start = useCallback(
    async (pick: Promise<Picked[]> | Picked[]) => {
      setState({ ...idle, phase: 'reading' });
      try {
        const picked = await pick;
        if (picked.length === 0) throw new Error(t.imports.upload.nothing);
        const uid = open?.uid ?? (await UploadClient.begin(owner, slug)).uid;
        await send(picked, uid);
      } catch (error) {
        setState({ ...idle, phase: 'failed', problem: messageOf(error) });
      }
    },
    [open, owner, send, slug],
  );

  const pause = useCallback(() => {
    running.current?.abort();
    setState((before) => ({ ...before, phase: 'paused' }));
  }, []);

  /** Goes on after a pause or a failure. */
  const resume = useCallback(() => {
    const { picked, uid } = state;
    if (uid !== undefined) void send(picked, uid);
    else setState(idle);
  }, [send, state]);

  const reset = useCallback(() => {
    running.current?.abort();
    setState(idle);
    return queries.invalidateQueries({ queryKey: ['uploads', owner, slug] });
  }, [owner, queries, slug]);

  return { state, start, pause, resume, reset };
}
