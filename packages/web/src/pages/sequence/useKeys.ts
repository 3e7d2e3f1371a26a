import { useMemo } from 'react';
import { t } from '../../text/en.ts';
import { useShortcuts, type Shortcut } from '../../ui/shortcuts.ts';
import type { Player } from './usePlayer.ts';

/** Frames that a long step goes. */
const LONG = 10;

/** The keyboard of the player, as players have it. */
export function useKeys(player: Player, frames: number, toggleOverlay: () => void): void {
  const { step, toggle, shift } = player;
  const shortcuts = useMemo((): Shortcut[] => {
    const text = t.sequences.player;
    return [
      { keys: 'Space', text: `${text.play}, ${text.pause.toLowerCase()}`, run: orPress(toggle) },
      { keys: 'ArrowLeft', text: text.previous, run: () => step(-1) },
      { keys: 'ArrowRight', text: text.next, run: () => step(1) },
      { keys: 'Shift+ArrowLeft', text: text.back, run: () => step(-LONG) },
      { keys: 'Shift+ArrowRight', text: text.ahead, run: () => step(LONG) },
      { keys: 'Home', text: text.first, run: () => step(-frames) },
      { keys: 'End', text: text.last, run: () => step(frames) },
      { keys: '[', text: text.slower, run: () => shift(-1) },
      { keys: ']', text: text.faster, run: () => shift(1) },
      { keys: 'a', text: text.annotations, run: () => toggleOverlay() },
    ];
  }, [step, toggle, shift, frames, toggleOverlay]);
  useShortcuts(t.sequences.player.title, shortcuts);
}

/** The space bar belongs to the button that has the focus. */
const orPress = (run: () => void) => (event: KeyboardEvent) => {
  const { target } = event;
  if (target instanceof HTMLElement && target.matches('button, [type=checkbox]')) target.click();
  else run();
};
