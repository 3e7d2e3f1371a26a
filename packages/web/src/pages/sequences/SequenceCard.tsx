import { IconMovie } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Sequence } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import { quoteValue } from '../explorer/filter/tokens.ts';
import classes from './SequencesPage.module.css';
import { StatusBadge } from './StatusBadge.tsx';

interface Props {
  owner: string;
  slug: string;
  sequence: Sequence;
}

/** Opens the film; its frames as single items are a second way in. */
export function SequenceCard({ owner, slug, sequence }: Props) {
  const { uid, key, status, views, number_of_frames: frames, featured_image: picture } = sequence;
  return (
    <li className={classes.card}>
      <Link
        to="/datasets/$owner/$slug/sequences/$uid"
        params={{ owner, slug, uid }}
        className={classes.open}
      >
        <span className={classes.cover}>
          {picture === null ? (
            <IconMovie size={32} stroke={1.2} aria-hidden />
          ) : (
            <img src={picture} alt="" loading="lazy" decoding="async" />
          )}
        </span>
        <span className={`${classes.name} one-line`} title={key}>
          {key}
        </span>
      </Link>
      <div className={classes.facts}>
        <span>
          {t.sequences.frames(frames)} · {t.sequences.views(views.length)}
        </span>
        <StatusBadge status={status} />
      </div>
      <Link
        to="/datasets/$owner/$slug"
        params={{ owner, slug }}
        search={{ filter: `sequence = ${quoteValue(key)}` }}
        className={classes.explore}
        aria-label={t.sequences.exploreOf(key)}
      >
        {t.sequences.explore}
      </Link>
    </li>
  );
}
