import { useViewportSize } from '@mantine/hooks';
import { useCallback, useEffect, useMemo } from 'react';
import type { SequenceDetail } from '../../api/types.ts';
import { TileAnnotations } from '../explorer/grid/annotations.ts';
import { blockOf, placeOf, sourceOf } from './frames.ts';
import { Pictures } from './pictures.ts';

/** Frames that are loaded before they are shown: a second at ten a second. */
const AHEAD = 10;

/** The pictures and annotations of a sequence as they come. */
export function useFilm(owner: string, slug: string, { frames, views }: SequenceDetail) {
  const { width } = useViewportSize();
  const pixels = placeOf(width || innerWidth, views.length, devicePixelRatio);
  const pictures = useMemo(() => new Pictures(), []);
  const annotations = useMemo(() => new TileAnnotations(owner, slug), [owner, slug]);
  const sources = useMemo(
    () => frames.map(({ images }) => images.flatMap((image) => sourceOf(image, pixels) ?? [])),
    [frames, pixels],
  );
  const ready = useCallback(
    (frame: number) => (sources[frame] ?? []).every((url) => pictures.get(url) !== undefined),
    [sources, pictures],
  );
  return { pictures, annotations, sources, pixels, ready };
}

export type FilmStock = ReturnType<typeof useFilm>;

/** Loads what `frame` shows, and what comes after it. */
export function useLoading(film: FilmStock, frame: number, { frames, views }: SequenceDetail) {
  const { pictures, annotations, sources } = film;
  const [from, to] = blockOf(frame, views.length);
  useEffect(() => {
    pictures.want(sources.slice(frame, frame + 1 + AHEAD).flat());
  }, [pictures, sources, frame]);
  useEffect(() => () => pictures.want([]), [pictures]);
  useEffect(() => {
    const items = frames.slice(from, to).flatMap(({ images }) => images);
    const stops = items.map(({ item_uid: uid }) => annotations.want(uid));
    return () => stops.forEach((stop) => stop());
  }, [annotations, frames, from, to]);
}
