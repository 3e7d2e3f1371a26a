import { useCallback, useEffect, useRef, useState } from 'react';
import { advance } from './clock.ts';
import { clamp } from './frames.ts';

/** Frames a second that one can choose. */
export const rates = [1, 2, 5, 10, 15, 30] as const;
/** What most footage for labelling is sampled at. */
const USUAL_RATE = 10;

export interface Player {
  /** 0-based. */
  frame: number;
  playing: boolean;
  rate: number;
  seek: (frame: number) => void;
  /** By so many frames. */
  step: (by: number) => void;
  toggle: () => void;
  setRate: (rate: number) => void;
  /** To the next of the rates, or with -1 to the one before. */
  shift: (by: 1 | -1) => void;
}

/** A film of `frames` frames that stands at `start`. It plays only when it is told to. */
export function usePlayer(
  frames: number,
  start: number,
  ready: (frame: number) => boolean,
): Player {
  const [frame, setFrame] = useState(start);
  const [playing, setPlaying] = useState(false);
  const [rate, setRate] = useState<number>(USUAL_RATE);
  // Where the running clock is, for whoever moves it meanwhile.
  const at = useRef(start);

  const seek = useCallback(
    (to: number) => {
      at.current = clamp(to, frames);
      setFrame(at.current);
    },
    [frames],
  );
  const step = useCallback(
    (by: number) => {
      setPlaying(false);
      seek(at.current + by);
    },
    [seek],
  );
  const toggle = useCallback(() => {
    if (!playing && at.current === frames - 1) seek(0);
    setPlaying(!playing);
  }, [playing, frames, seek]);
  const shift = useCallback(
    (by: 1 | -1) =>
      setRate(
        (now) => rates[clamp(rates.findIndex((one) => one === now) + by, rates.length)] ?? now,
      ),
    [],
  );

  useEffect(() => {
    if (!playing) return;
    let request = 0;
    let last: number | undefined;
    let shown = 0;
    const tick = (now: number) => {
      const next = advance({ frame: at.current, shown }, now - (last ?? now), {
        frames,
        rate,
        ready,
      });
      last = now;
      shown = next.shown;
      at.current = next.frame;
      setFrame(next.frame);
      if (next.frame < frames - 1) request = requestAnimationFrame(tick);
      else setPlaying(false);
    };
    request = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(request);
  }, [playing, frames, rate, ready]);

  return { frame, playing, rate, seek, step, toggle, setRate, shift };
}
