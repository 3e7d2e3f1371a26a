import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconStack2, IconX } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { t } from '../../../text/en.ts';
import { MAX_SELECTED, type Selection } from './selection.ts';
import classes from './SelectionBar.module.css';

/** Floats above the grid while something is chosen. */
export function SelectionBar({
  selection,
  onSlice,
}: {
  selection: Selection;
  onSlice: () => void;
}) {
  const size = useSyncExternalStore(selection.subscribe, () => selection.size);
  return (
    <div className={classes.bar} hidden={size === 0}>
      <strong role="status">
        {size > 0 && t.explorer.selected(size)}
        {selection.full && ` · ${t.explorer.tooMany(MAX_SELECTED)}`}
      </strong>
      <Button leftSection={<IconStack2 size={15} />} onClick={onSlice}>
        {t.explorer.makeSlice}
      </Button>
      <Tooltip label={t.explorer.clearSelection}>
        <ActionIcon aria-label={t.explorer.clearSelection} onClick={() => selection.clear()}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
