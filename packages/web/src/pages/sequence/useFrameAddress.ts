import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { indexOf } from './frames.ts';
import type { Player } from './usePlayer.ts';

const route = getRouteApi('/app/datasets/$owner/$slug/sequences/$uid');

/** The address follows when the film has stood still for so long, in ms: browsers limit how often it may change. */
const STILL_MS = 250;

/** Keeps `?frame=` and the film together, whichever of them is moved. */
export function useFrameAddress({ frame, playing, seek }: Player, frames: number): void {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const addressed = indexOf(search.frame, frames);
  const known = useRef(addressed);

  useEffect(() => {
    if (addressed === known.current) return;
    known.current = addressed;
    seek(addressed);
  }, [addressed, seek]);

  useEffect(() => {
    if (playing || frame === known.current) return;
    const timer = setTimeout(() => {
      known.current = frame;
      void navigate({ search: { frame: String(frame + 1) }, replace: true, resetScroll: false });
    }, STILL_MS);
    return () => clearTimeout(timer);
  }, [frame, playing, navigate]);
}
