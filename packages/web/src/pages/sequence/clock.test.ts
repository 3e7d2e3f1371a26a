import { expect, it } from 'vitest';
import { advance } from './clock.ts';

const film = { frames: 10, rate: 10, ready: () => true };

it('shows each frame for its time and keeps what is left over', () => {
  expect(advance({ frame: 0, shown: 0 }, 99, film)).toEqual({ frame: 0, shown: 99 });
  expect(advance({ frame: 0, shown: 99 }, 16, film)).toEqual({ frame: 1, shown: 15 });
});

it('leaves frames out when the browser is slower than the film', () => {
  expect(advance({ frame: 2, shown: 0 }, 240, film)).toEqual({ frame: 4, shown: 40 });
});

it('waits before a frame that is not loaded, without running after it', () => {
  const waiting = { ...film, ready: (frame: number) => frame !== 2 };
  const clock = advance({ frame: 0, shown: 0 }, 240, waiting);
  expect(clock).toEqual({ frame: 1, shown: 100 });
  expect(advance(clock, 10, film)).toEqual({ frame: 2, shown: 10 });
});

it('does not jump after the window was hidden', () => {
  expect(advance({ frame: 0, shown: 0 }, 60_000, film).frame).toBe(2);
});

it('stops at the last frame', () => {
  expect(advance({ frame: 8, shown: 0 }, 250, film).frame).toBe(9);
  expect(advance({ frame: 9, shown: 0 }, 250, film).frame).toBe(9);
});
