import { useEffect, useState } from 'react';
import { listen, type StreamState } from '../api/events.ts';

/** What the server tells of a job while it runs; docs/api.md, "Following a job". */
export interface Progress {
  status: string;
  phase: string;
  unit: 'items' | 'bytes';
  done: number;
  total: number | null;
  /** Units per second. */
  rate: number | null;
  seconds_left: number | null;
}

export interface Followed {
  progress: Progress | undefined;
  /** `closed`: interrupted, the browser tries again. */
  state: StreamState;
}

/** Follows a job's events while `path` is given. `onEnd` gets the whole job when it is over; keep it stable. */
export function useJob<T>(path: string | undefined, onEnd: (whole: T | null) => void): Followed {
  const [progress, setProgress] = useState<Progress>();
  const [state, setState] = useState<StreamState>('open');
  useEffect(() => {
    if (path === undefined) return;
    const stop = listen(
      path,
      ['progress', 'end'],
      (name, data) => {
        if (name === 'progress') return setProgress(data as Progress);
        // The browser would come back for more.
        stop();
        onEnd(data as T | null);
      },
      setState,
    );
    return stop;
  }, [path, onEnd]);
  return { progress, state };
}
