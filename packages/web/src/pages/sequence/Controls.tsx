import { ActionIcon, Checkbox, NativeSelect } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  type Icon,
} from '@tabler/icons-react';
import { t } from '../../text/en.ts';
import classes from './SequencePage.module.css';
import { rates, type Player } from './usePlayer.ts';

interface Props {
  player: Player;
  frames: number;
  overlay: boolean;
  onOverlay: (shown: boolean) => void;
}

/** Under the film: where it is, and how it goes on. */
export function Controls({ player, frames, overlay, onOverlay }: Props) {
  const { frame, playing, rate, seek, step, toggle, setRate } = player;
  const text = t.sequences.player;
  return (
    <div className={classes.controls} role="group" aria-label={text.title}>
      <input
        type="range"
        className={classes.scrubber}
        min={1}
        max={frames}
        value={frame + 1}
        aria-label={text.scrubber}
        aria-valuetext={text.position(frame + 1, frames)}
        onChange={(event) => seek(Number(event.currentTarget.value) - 1)}
      />
      <div className={classes.buttons}>
        <Press icon={IconChevronLeft} label={text.previous} onPress={() => step(-1)} />
        <ActionIcon
          size="xl"
          radius="50%"
          variant="filled"
          color="pine"
          aria-label={playing ? text.pause : text.play}
          onClick={toggle}
        >
          {playing ? <IconPlayerPauseFilled size={18} /> : <IconPlayerPlayFilled size={18} />}
        </ActionIcon>
        <Press icon={IconChevronRight} label={text.next} onPress={() => step(1)} />
        <span className={classes.position}>{text.of(frame + 1, frames)}</span>
      </div>
      <div className={classes.choices}>
        <Checkbox
          label={text.annotations}
          checked={overlay}
          onChange={(event) => onOverlay(event.currentTarget.checked)}
        />
        <NativeSelect
          aria-label={text.speed}
          size="xs"
          value={String(rate)}
          data={rates.map((one) => ({ value: String(one), label: text.perSecond(one) }))}
          onChange={(event) => setRate(Number(event.currentTarget.value))}
        />
      </div>
    </div>
  );
}

function Press({
  icon: Picture,
  label,
  onPress,
}: {
  icon: Icon;
  label: string;
  onPress: () => void;
}) {
  return (
    <ActionIcon size="lg" aria-label={label} title={label} onClick={onPress}>
      <Picture size={18} />
    </ActionIcon>
  );
}
