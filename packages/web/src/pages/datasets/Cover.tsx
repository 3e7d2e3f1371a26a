import { useQuery } from '@tanstack/react-query';
import { coverOptions } from '../../api/items.ts';
import type { Dataset } from '../../api/types.ts';
import { Mark } from '../../app/shell/Mark.tsx';
import classes from './Cover.module.css';

/** Pictures of a cover: one large, four small. */
const PICTURES = 5;

/** A mosaic of the first items; asked for when it is in sight. */
export function Cover({ dataset, shown }: { dataset: Dataset; shown: boolean }) {
  const { data: items = [] } = useQuery({
    ...coverOptions(dataset.owner_name, dataset.slug, PICTURES),
    enabled: shown && dataset.item_count > 0,
  });
  const pictures = items.flatMap(({ thumbnail_url: url }) => url ?? []);
  if (pictures.length === 0) {
    return (
      <div className={classes.blank}>
        <Mark size={44} />
      </div>
    );
  }
  const single = pictures.length < PICTURES;
  return (
    <div className={single ? classes.single : classes.mosaic}>
      {pictures.slice(0, single ? 1 : PICTURES).map((url) => (
        <img key={url} src={url} alt="" loading="lazy" decoding="async" />
      ))}
    </div>
  );
}
