import { ActionIcon, Button, Select, Slider, Tooltip } from '@mantine/core';
import {
  IconLayoutSidebar,
  IconStackPush,
  IconTag,
  IconVectorTriangle,
  type Icon,
} from '@tabler/icons-react';
import { t } from '../../text/en.ts';
import { MAX_TILE, MIN_TILE } from './grid/useZoom.ts';
import { itemOrderings, type ItemOrdering } from './search.ts';
import classes from './Tools.module.css';

interface Props {
  /** Undefined until the first items have come. */
  total: number | undefined;
  estimated: boolean;
  /** How many there are without the filter; undefined when there is none. */
  all: number | undefined;
  sort: ItemOrdering;
  onSort: (sort: ItemOrdering) => void;
  tile: number;
  onTile: (width: number) => void;
  overlay: boolean;
  onOverlay: (on: boolean) => void;
  names: boolean;
  onNames: (on: boolean) => void;
  side: boolean;
  onSide: () => void;
  /** Undefined when there is no filter to save. */
  onSave: (() => void) | undefined;
}

const sorts = itemOrderings.map((value) => ({ value, label: t.explorer.sorts[value] }));

/** How many there are, and how they are shown. */
export function Tools(props: Props) {
  const { total, all } = props;
  return (
    <div className={classes.tools}>
      <span className={classes.count} role="status">
        {total !== undefined && <strong>{t.explorer.items(total, props.estimated)}</strong>}
        {all !== undefined && ` ${t.explorer.of(all)}`}
      </span>
      {props.onSave && (
        <Button variant="default" leftSection={<IconStackPush size={14} />} onClick={props.onSave}>
          {t.explorer.saveFilter}
        </Button>
      )}
      <Select
        aria-label={t.explorer.sort}
        data={sorts}
        value={props.sort}
        onChange={(value) => {
          const sort = itemOrderings.find((known) => known === value);
          if (sort) props.onSort(sort);
        }}
        w={150}
      />
      <Slider
        className={classes.size}
        thumbLabel={t.explorer.size}
        size="sm"
        label={null}
        min={MIN_TILE}
        max={MAX_TILE}
        value={props.tile}
        onChange={props.onTile}
      />
      <div className={classes.toggles}>
        <Toggle
          icon={IconVectorTriangle}
          text={t.explorer.overlay}
          on={props.overlay}
          onClick={() => props.onOverlay(!props.overlay)}
        />
        <Toggle
          icon={IconTag}
          text={t.explorer.names}
          on={props.names}
          onClick={() => props.onNames(!props.names)}
        />
        <Toggle
          icon={IconLayoutSidebar}
          text={t.explorer.showFacets}
          on={props.side}
          onClick={props.onSide}
        />
      </div>
    </div>
  );
}

interface ToggleProps {
  icon: Icon;
  text: string;
  on: boolean;
  onClick: () => void;
}

function Toggle({ icon: Picture, text, on, onClick }: ToggleProps) {
  return (
    <Tooltip label={text}>
      <ActionIcon
        aria-label={text}
        aria-pressed={on}
        variant={on ? 'light' : 'subtle'}
        color={on ? 'pine' : 'gray'}
        onClick={onClick}
      >
        <Picture size={17} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}
