import { useCallback, useState, type KeyboardEvent } from 'react';
import type { ItemPages } from './pages.ts';
import type { GridView } from './useGridView.ts';

/** The tab key reaches one tile; the arrows go on from there. */
export function useFocus(view: GridView, pages: ItemPages) {
  const [index, set] = useState(0);
  const { layout, element, scrollToRow } = view;
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const page = Math.max(1, Math.floor((element?.clientHeight ?? 0) / layout.rowHeight));
      const steps: Record<string, number> = {
        ArrowLeft: -1,
        ArrowRight: 1,
        ArrowUp: -layout.columns,
        ArrowDown: layout.columns,
        PageUp: -page * layout.columns,
        PageDown: page * layout.columns,
        Home: -Infinity,
      };
      const step = steps[event.key];
      if (step === undefined || !(event.target as HTMLElement).closest('[role=gridcell]')) return;
      event.preventDefault();
      const next = Math.min(Math.max(0, index + step), pages.total - 1);
      set(next);
      scrollToRow(Math.floor(next / layout.columns));
      // The tile may come into the page only with the next render.
      requestAnimationFrame(() =>
        requestAnimationFrame(() =>
          element
            ?.querySelector<HTMLElement>(`[data-index="${next}"] a`)
            ?.focus({ preventScroll: true }),
        ),
      );
    },
    [element, index, layout, pages, scrollToRow],
  );
  return { index, set, onKeyDown };
}
