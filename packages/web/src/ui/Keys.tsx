import { Kbd } from '@mantine/core';
import { Fragment } from 'react';
import { t } from '../text/en.ts';

const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);
const names: Record<string, string> = {
  mod: mac ? '⌘' : 'Ctrl',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
};

/** Keys as they stand on the keyboard: `g d` is two after one another, `mod+a` two together. */
export function Keys({ keys }: { keys: string }) {
  return keys.split(' ').map((pressed, position) => (
    <Fragment key={position}>
      {position > 0 && ` ${t.app.help.then} `}
      {pressed.split(/\+(?=.)/).map((key) => (
        <Kbd key={key} size="xs" mr={2}>
          {names[key] ?? key}
        </Kbd>
      ))}
    </Fragment>
  ));
}
