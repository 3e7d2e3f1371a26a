import { useToggle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import type { FrameImage, SequenceDetail } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import { Controls } from './Controls.tsx';
import { FrameView } from './FrameView.tsx';
import { imageOf, indexOf } from './frames.ts';
import classes from './SequencePage.module.css';
import { useFilm, useLoading } from './useFilm.ts';
import { useFrameAddress } from './useFrameAddress.ts';
import { useKeys } from './useKeys.ts';
import { usePlayer } from './usePlayer.ts';

const route = getRouteApi('/app/datasets/$owner/$slug/sequences/$uid');

/** The frames of a sequence as a film, its views side by side. */
export function FilmPlayer({ sequence }: { sequence: SequenceDetail }) {
  const { owner, slug } = route.useParams();
  const search = route.useSearch();
  const { frames, views } = sequence;
  const count = frames.length;
  const [overlay, toggleOverlay] = useToggle([true, false]);
  const film = useFilm(owner, slug, sequence);
  const player = usePlayer(count, indexOf(search.frame, count), film.ready);
  useLoading(film, player.frame, sequence);
  useFrameAddress(player, count);
  useKeys(player, count, toggleOverlay);
  const shown = frames[player.frame];
  return (
    <>
      <div
        className={classes.views}
        style={shapeOf(frames[0]?.images[0])}
        role="group"
        aria-label={t.sequences.player.film}
      >
        {views.map(({ key }) => (
          <FrameView
            key={key}
            params={{ owner, slug }}
            view={key}
            image={imageOf(shown, key)}
            number={player.frame + 1}
            film={film}
            overlay={overlay}
          />
        ))}
      </div>
      <Controls player={player} frames={count} overlay={overlay} onOverlay={toggleOverlay} />
    </>
  );
}

/** All views are as wide and high as the first image wants it. */
function shapeOf(image: FrameImage | undefined): CSSProperties {
  const { width, height } = image ?? {};
  return width && height ? ({ '--shape': `${width} / ${height}` } as CSSProperties) : {};
}
