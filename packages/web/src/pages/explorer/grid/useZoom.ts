import { useEffect } from 'react';

export const MIN_TILE = 72;
export const MAX_TILE = 560;

/** Pixels of the wheel that double the size. */
const DOUBLE = 500;

export const clampTile = (width: number): number =>
  Math.round(Math.min(MAX_TILE, Math.max(MIN_TILE, width)));

/** The wheel with Ctrl, or two fingers on a touchpad, make tiles larger and smaller. */
export function useZoom(
  element: HTMLElement | null,
  tile: number,
  onTile: (width: number) => void,
): void {
  useEffect(() => {
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      onTile(clampTile(tile * 2 ** (-event.deltaY / DOUBLE)));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [element, tile, onTile]);
}
