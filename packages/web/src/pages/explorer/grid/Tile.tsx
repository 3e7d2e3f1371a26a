import { useState, useSyncExternalStore, type MouseEvent } from 'react';
import { t } from '../../../text/en.ts';
import type { TileItem } from './pages.ts';
import type { RowShared } from './Row.tsx';
import classes from './Tile.module.css';

interface Props {
  item: TileItem | undefined;
  index: number;
  column: number;
  /** The one tile that the tab key reaches. */
  focusable: boolean;
  shared: RowShared;
}

/** A picture that opens its item; a click on its corner, or any click while something is chosen, chooses it. */
export function Tile({ item, index, column, focusable, shared }: Props) {
  const { layout, selection } = shared;
  const uid = item?.uid ?? '';
  const chosen = useSyncExternalStore(selection.subscribe, () => selection.has(uid));
  const size = { width: layout.tileWidth, height: layout.tileHeight };
  if (!item) return <div role="gridcell" className={classes.waiting} style={size} />;
  const onClick = (event: MouseEvent) => {
    shared.onFocus(index);
    const mod = event.ctrlKey || event.metaKey;
    if (event.button !== 0) return;
    event.preventDefault();
    if (event.shiftKey || mod || selection.size > 0) shared.choose(item, index, event.shiftKey);
    else shared.onOpen(item.uid);
  };
  return (
    <div
      role="gridcell"
      aria-colindex={column + 1}
      aria-selected={chosen}
      data-index={index}
      className={classes.tile}
      style={size}
    >
      <a
        href={shared.hrefOf(item.uid)}
        className={classes.link}
        tabIndex={focusable ? 0 : -1}
        draggable={false}
        onClick={onClick}
        onFocus={() => shared.onFocus(index)}
        aria-label={item.key}
        title={item.key}
      >
        <Picture item={item} fast={shared.fast} />
      </a>
      <button
        type="button"
        className={classes.check}
        tabIndex={-1}
        aria-label={t.explorer.choose(item.key)}
        aria-pressed={chosen}
        onClick={(event) => shared.choose(item, index, event.shiftKey)}
      />
    </div>
  );
}

/** Once a picture was asked for it stays, however fast one scrolls then. */
function Picture({ item, fast }: { item: TileItem; fast: boolean }) {
  const [asked, setAsked] = useState(!fast);
  const [broken, setBroken] = useState(false);
  if (!fast && !asked) setAsked(true);
  if (item.thumbnail === null || broken) return <Missing item={item} />;
  if (!asked) return null;
  return (
    <img
      src={item.thumbnail}
      alt=""
      decoding="async"
      draggable={false}
      className={classes.image}
      onError={() => setBroken(true)}
    />
  );
}

/** In place of what is linked and cannot be reached, or of metadata alone: the shape of the image, and its name. */
function Missing({ item }: { item: TileItem }) {
  const shape = item.width > 0 ? `${item.width} / ${item.height}` : '4 / 3';
  return (
    <span className={classes.missing}>
      <span className={classes.shape} style={{ aspectRatio: shape }} />
      <span className={classes.why}>{item.key}</span>
    </span>
  );
}
