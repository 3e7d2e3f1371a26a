import { useEffect, useMemo, useRef, type RefObject } from 'react';
import { t } from '../../text/en.ts';
import { useShortcuts } from '../../ui/shortcuts.ts';
import type { Edits } from './edit/useEdits.ts';
import type { StageHandle } from './stage/Stage.tsx';

interface Actions {
  previous: () => void;
  next: () => void;
  back: () => void;
  stage: RefObject<StageHandle | null>;
  edits: Edits;
  toggleDrawing: () => void;
  deselect: () => void;
  accept: () => void;
  remove: () => void;
}

/** One press zooms by half. */
const STEP = 1.5;

export function useItemShortcuts(actions: Actions): void {
  const now = useRef(actions);
  useEffect(() => {
    now.current = actions;
  });
  const shortcuts = useMemo(() => {
    const run = (what: (of: Actions) => void) => () => what(now.current);
    const all: [keys: string, text: string, what: (of: Actions) => void][] = [
      ['ArrowLeft', t.item.previous, (of) => of.previous()],
      ['ArrowRight', t.item.next, (of) => of.next()],
      ['+', t.item.zoomIn, (of) => of.stage.current?.zoom(STEP)],
      ['-', t.item.zoomOut, (of) => of.stage.current?.zoom(1 / STEP)],
      ['0', t.item.fit, (of) => of.stage.current?.fit()],
      ['1', t.item.actual, (of) => of.stage.current?.actual()],
      ['b', t.item.draw, (of) => of.toggleDrawing()],
      ['a', t.item.accept, (of) => of.accept()],
      ['Delete', t.item.delete, (of) => of.remove()],
      ['Backspace', t.item.delete, (of) => of.remove()],
      ['mod+z', t.item.undo, (of) => of.edits.undo()],
      ['mod+Shift+z', t.item.redo, (of) => of.edits.redo()],
      ['mod+y', t.item.redo, (of) => of.edits.redo()],
      ['Escape', t.item.deselect, (of) => of.deselect()],
      ['u', t.item.back, (of) => of.back()],
    ];
    return all.map(([keys, text, what]) => ({ keys, text, run: run(what) }));
  }, []);
  useShortcuts(t.item.shortcuts, shortcuts);
}
