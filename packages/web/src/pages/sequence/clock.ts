/** Where a film is: the frame that is shown, 0-based, and for how long, in ms. */
export interface Clock {
  frame: number;
  shown: number;
}

export interface Film {
  frames: number;
  /** Frames a second. */
  rate: number;
  /** Whether the pictures of a frame can be shown at once. */
  ready: (frame: number) => boolean;
}

/** What one step of the clock counts at most, in ms: a window that was hidden goes on where it was. */
const MAX_STEP_MS = 250;

/** The clock after `elapsed` ms. It stops at the last frame, and waits before one that is not loaded. */
export function advance(clock: Clock, elapsed: number, { frames, rate, ready }: Film): Clock {
  const step = 1000 / rate;
  let { frame, shown } = clock;
  shown += Math.min(elapsed, MAX_STEP_MS);
  while (shown >= step && frame < frames - 1) {
    // What it has waited is not made up for.
    if (!ready(frame + 1)) return { frame, shown: step };
    frame += 1;
    shown -= step;
  }
  return { frame, shown };
}
