import { Button, Group } from '@mantine/core';
import { IconFolderUp } from '@tabler/icons-react';
import { useRef, useState, type ChangeEvent, type DragEvent } from 'react';
import { t } from '../../../text/en.ts';
import classes from '../imports.module.css';
import { chosen, dropped, type Picked } from './dropped.ts';

interface Props {
  busy: boolean;
  onPick: (pick: Promise<Picked[]> | Picked[]) => void;
}

/** Takes folders and files that are dropped on it, or chosen. */
export function DropZone({ busy, onPick }: Props) {
  const [over, setOver] = useState(false);
  const folder = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onPick(dropped(event.dataTransfer));
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const picked = chosen(event.currentTarget.files ?? []);
    event.currentTarget.value = '';
    onPick(picked);
  };
  const words = t.imports.drop;
  return (
    <div
      className={classes.zone}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFolderUp size={34} stroke={1.2} aria-hidden />
      <h2 className={classes.heading}>{busy ? t.imports.upload.reading : words.title}</h2>
      <p className={classes.note}>{words.text}</p>
      <Group justify="center" gap="xs">
        <Button variant="default" disabled={busy} onClick={() => folder.current?.click()}>
          {words.folder}
        </Button>
        <Button variant="default" disabled={busy} onClick={() => files.current?.click()}>
          {words.files}
        </Button>
      </Group>
      <input
        ref={folder}
        type="file"
        hidden
        multiple
        aria-label={words.folder}
        onChange={choose}
        {...{ webkitdirectory: '' }}
      />
      <input ref={files} type="file" hidden multiple aria-label={words.files} onChange={choose} />
    </div>
  );
}
