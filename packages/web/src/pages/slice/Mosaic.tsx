import { Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sliceItems } from '../../api/slices.ts';
import type { Item } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import { More } from '../../ui/More.tsx';
import classes from './SlicePage.module.css';

interface Props {
  owner: string;
  slug: string;
}

/** The slice's items as small pictures, a page at a time. */
export function Mosaic({ owner, slug }: Props) {
  const list = useInfiniteQuery(sliceItems(owner, slug));
  if (!list.data) return <Skeleton height={240} />;
  const items = list.data.pages.flatMap((page) => page.results);
  return (
    <section>
      <h2 className={classes.heading}>{t.slice.mosaic}</h2>
      {items.length === 0 && <p>{t.slice.noItems}</p>}
      <ul className={classes.mosaic}>
        {items.map((item) => (
          <li key={item.uid}>
            <Tile item={item} />
          </li>
        ))}
      </ul>
      <More list={list}>{t.slice.more}</More>
    </section>
  );
}

/** A tile of 110 to 220 CSS pixels on a fine screen. */
const THUMBNAIL = 256;

function Tile({ item }: { item: Item }) {
  const picture = item.thumbnail_url;
  return (
    <Link
      to="/datasets/$owner/$slug/items/$uid"
      params={{ owner: item.dataset_owner_name, slug: item.dataset_slug, uid: item.uid }}
      className={classes.tile}
      aria-label={t.slice.open(item.key)}
      title={item.key}
    >
      {picture === null ? (
        <span className={classes.missing}>{item.key}</span>
      ) : (
        <img src={sized(picture)} alt="" loading="lazy" />
      )}
    </Link>
  );
}

const sized = (link: string) => `${link}${link.includes('?') ? '&' : '?'}size=${THUMBNAIL}`;
