import { useEffect, useSyncExternalStore } from 'react';

export interface Shortcut {
  /** `?`, `ArrowLeft`, `mod+a` (Ctrl, or Command on a Mac), or two keys after one another: `g d`. */
  keys: string;
  /** What it does, for the help sheet. */
  text: string;
  /** Absent: somebody else listens for it, and the help sheet only tells of it. */
  run?: (event: KeyboardEvent) => void;
}

export interface ShortcutGroup {
  title: string;
  shortcuts: readonly Shortcut[];
}

let groups: ShortcutGroup[] = [];
const listeners = new Set<() => void>();

function change(next: ShortcutGroup[]): void {
  groups = next;
  for (const listener of listeners) listener();
}

/** Has `shortcuts` work while the component is shown; keep the array stable with useMemo. The last one wins. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  useEffect(() => {
    const group = { title, shortcuts };
    change([...groups, group]);
    return () => change(groups.filter((other) => other !== group));
  }, [title, shortcuts]);
}

/** Those that work now, for the help sheet. */
export function useShortcutGroups(): readonly ShortcutGroup[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => groups,
  );
}

/** The second key of a pair must follow within this, in ms. */
const PAIR_MS = 1_200;
let first: { key: string; at: number } | undefined;

/** To be called once: listens for all keys of the page. Returns the function that ends it. */
export function listenForShortcuts(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isTyping(event.target)) return;
    const key = keyOf(event);
    const pair = first && event.timeStamp - first.at < PAIR_MS ? `${first.key} ${key}` : undefined;
    const found = (pair !== undefined && find(pair)) || find(key);
    first = found ? undefined : { key, at: event.timeStamp };
    if (!found) return;
    event.preventDefault();
    found.run?.(event);
  };
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}

const find = (keys: string): Shortcut | undefined =>
  groups
    .flatMap(({ shortcuts }) => shortcuts)
    .findLast((one) => one.run !== undefined && one.keys === keys);

/** The name under which shortcuts are written: `mod+a`, `Shift+ArrowLeft`, `?`. */
export function keyOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>,
): string {
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : '';
  // With a printed character shift is part of the character: `?`, not `Shift+?`. Ctrl makes letters small.
  const shift = event.shiftKey && (mod !== '' || event.key.length > 1) ? 'Shift+' : '';
  const key = event.key === ' ' ? 'Space' : event.key;
  return mod + shift + (mod ? key.toLowerCase() : key);
}

/** Keys belong to the field, the open menu or the dialogue that has the focus. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="dialog"], [role="menu"]')) return true;
  return target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=range])');
}
