import { ActionIcon, Button, Select, Switch, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconChevronLeft,
  IconChevronRight,
  IconMaximize,
  IconRectangle,
  IconZoomIn,
  IconZoomOut,
  type Icon,
} from '@tabler/icons-react';
import type { RefObject } from 'react';
import type { Item } from '../../api/types.ts';
import { t } from '../../text/en.ts';
import type { Edits } from './edit/useEdits.ts';
import classes from './ItemPage.module.css';
import type { StageHandle } from './stage/Stage.tsx';

interface Props {
  item: Item;
  beside: { previous: string | null; next: string | null } | undefined;
  onGo: (side: 'previous' | 'next') => void;
  onBack: () => void;
  stage: RefObject<StageHandle | null>;
  names: boolean;
  onNames: (names: boolean) => void;
  fill: boolean;
  onFill: (fill: boolean) => void;
  /** Absent for who may only look. */
  edits: Edits | undefined;
  drawing: boolean;
  onDrawing: (drawing: boolean) => void;
  labels: string[];
  label: string | undefined;
  onLabel: (label: string | undefined) => void;
}

export function Toolbar(props: Props) {
  const { item, beside, onGo, stage, edits } = props;
  return (
    <div className={classes.bar}>
      <Tool icon={IconArrowLeft} label={t.item.back} onClick={props.onBack} />
      <h1 className={`${classes.title} one-line`} title={item.key}>
        {item.key}
      </h1>
      <Tool
        icon={IconChevronLeft}
        label={t.item.previous}
        disabled={!beside?.previous}
        onClick={() => onGo('previous')}
      />
      <Tool
        icon={IconChevronRight}
        label={t.item.next}
        disabled={!beside?.next}
        onClick={() => onGo('next')}
      />
      <span className={classes.gap} />
      <Switch
        label={t.item.names}
        checked={props.names}
        onChange={(event) => props.onNames(event.currentTarget.checked)}
      />
      <Switch
        label={t.item.fill}
        checked={props.fill}
        onChange={(event) => props.onFill(event.currentTarget.checked)}
      />
      <Tool icon={IconZoomOut} label={t.item.zoomOut} onClick={() => stage.current?.zoom(2 / 3)} />
      <Tool icon={IconZoomIn} label={t.item.zoomIn} onClick={() => stage.current?.zoom(1.5)} />
      <Tool icon={IconMaximize} label={t.item.fit} onClick={() => stage.current?.fit()} />
      {edits && (
        <>
          <Tool
            icon={IconArrowBackUp}
            label={t.item.undo}
            disabled={!edits.canUndo}
            onClick={edits.undo}
          />
          <Tool
            icon={IconArrowForwardUp}
            label={t.item.redo}
            disabled={!edits.canRedo}
            onClick={edits.redo}
          />
          {props.labels.length > 0 && <Draw {...props} />}
        </>
      )}
    </div>
  );
}

function Draw({ labels, label, onLabel, drawing, onDrawing }: Props) {
  return (
    <>
      <Select
        aria-label={t.item.drawAs}
        data={labels}
        value={label ?? null}
        onChange={(value) => onLabel(value ?? undefined)}
        searchable
        w={130}
      />
      <Tooltip label={t.item.drawing} opened={drawing}>
        <Button
          variant={drawing ? 'filled' : 'default'}
          aria-pressed={drawing}
          leftSection={<IconRectangle size={14} />}
          onClick={() => onDrawing(!drawing)}
        >
          {t.item.draw}
        </Button>
      </Tooltip>
    </>
  );
}

interface ToolProps {
  icon: Icon;
  label: string;
  disabled?: boolean;
  onClick: () => void;
}

function Tool({ icon: Picture, label, disabled = false, onClick }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={disabled} onClick={onClick}>
        <Picture size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
