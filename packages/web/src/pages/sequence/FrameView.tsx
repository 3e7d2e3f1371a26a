import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { FrameImage } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import { sourceOf } from './frames.ts';
import { paint } from './paint.ts';
import classes from './SequencePage.module.css';
import type { FilmStock } from './useFilm.ts';

interface Props {
  /** The dataset's. */
  params: { owner: string; slug: string };
  view: string;
  image: FrameImage | undefined;
  /** Counts from 1. */
  number: number;
  film: FilmStock;
  overlay: boolean;
}

/** One view of the frame that is shown, with its annotations; leads to the item. */
export function FrameView({ params, view, image, number, film, overlay }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { pictures, annotations, pixels } = film;
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let request = 0;
    const source = image ? sourceOf(image, pixels) : null;
    const draw = () =>
      paint(element, {
        image,
        picture: source === null ? null : pictures.get(source),
        annotations: (overlay && image && annotations.get(image.item_uid)) || [],
        ready: later,
      });
    const later = () => {
      cancelAnimationFrame(request);
      request = requestAnimationFrame(draw);
    };
    const ends = [pictures.subscribe(later), annotations.subscribe(later)];
    const observer = new ResizeObserver(later);
    observer.observe(element);
    draw();
    return () => {
      cancelAnimationFrame(request);
      observer.disconnect();
      for (const end of ends) end();
    };
  }, [image, overlay, pictures, annotations, pixels]);
  const picture = <canvas ref={canvas} className={classes.canvas} aria-hidden />;
  return (
    <figure className={classes.view}>
      {image ? (
        <Link
          to="/datasets/$owner/$slug/items/$uid"
          params={{ ...params, uid: image.item_uid }}
          className={classes.link}
          aria-label={t.sequences.player.open(view, number)}
        >
          {picture}
        </Link>
      ) : (
        <span className={classes.link}>{picture}</span>
      )}
      <figcaption className={`${classes.caption} one-line`} title={view}>
        {view}
      </figcaption>
    </figure>
  );
}
