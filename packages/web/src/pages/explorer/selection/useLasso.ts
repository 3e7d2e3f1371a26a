import { useEffect, useRef, useState, type CSSProperties, type PointerEvent } from 'react';
import { tilesIn } from '../grid/layout.ts';
import type { ItemPages } from '../grid/pages.ts';
import type { GridView } from '../grid/useGridView.ts';
import type { Selection } from './selection.ts';

/** A press that moves less is a click, CSS pixels. */
const CLICK = 6;
/** So near to the edge the grid scrolls by itself, and so far per frame. */
const EDGE = 40;
const STEP = 14;

interface Drag {
  start: [number, number];
  client: [number, number];
  moved: boolean;
}

/** Dragging with the mouse over the grid draws a rectangle; the tiles under it are chosen. */
export function useLasso(view: GridView, pages: ItemPages, selection: Selection) {
  const drag = useRef<Drag | undefined>(undefined);
  const [rectangle, setRectangle] = useState<CSSProperties>();
  const { element, layout, toContent } = view;

  useEffect(() => {
    if (!rectangle || !element) return;
    // Scrolls on while the mouse rests at the edge.
    const timer = setInterval(() => {
      const { top, bottom } = element.getBoundingClientRect();
      const y = drag.current?.client[1] ?? top;
      if (y < top + EDGE) element.scrollTop -= STEP;
      if (y > bottom - EDGE) element.scrollTop += STEP;
    }, 16);
    return () => clearInterval(timer);
  }, [rectangle, element]);

  const boxOf = ({ start, client }: Drag): [number, number, number, number] => {
    const [x, y] = toContent(...client);
    return [
      Math.min(start[0], x),
      Math.min(start[1], y),
      Math.max(start[0], x),
      Math.max(start[1], y),
    ];
  };

  const onPointerDown = (event: PointerEvent) => {
    const onScrollbar = event.nativeEvent.offsetX > (element?.clientWidth ?? 0);
    if (event.button !== 0 || event.pointerType !== 'mouse' || onScrollbar) return;
    if ((event.target as HTMLElement).closest('button')) return;
    const client: [number, number] = [event.clientX, event.clientY];
    drag.current = { start: toContent(...client), client, moved: false };
  };
  const onPointerMove = (event: PointerEvent) => {
    const now = drag.current;
    if (!now) return;
    const [x, y] = now.client;
    if (!now.moved && Math.hypot(event.clientX - x, event.clientY - y) < CLICK) return;
    if (!now.moved) (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    drag.current = { ...now, client: [event.clientX, event.clientY], moved: true };
    const [left, top, right, bottom] = boxOf(drag.current);
    const [, visible] = toContent(0, element?.getBoundingClientRect().top ?? 0);
    const scrolled = element?.scrollTop ?? 0;
    setRectangle({
      left,
      top: top - visible + scrolled,
      width: right - left,
      height: bottom - top,
    });
  };
  const onPointerUp = () => {
    const done = drag.current;
    drag.current = undefined;
    setRectangle(undefined);
    if (!done?.moved) return;
    // The click that ends a lasso must open nothing.
    addEventListener('click', stop, { capture: true, once: true });
    setTimeout(() => removeEventListener('click', stop, { capture: true }));
    const uids = tilesIn(layout, pages.total, boxOf(done)).map(
      (index) => pages.get(index)?.uid ?? [],
    );
    selection.add(uids.flat());
  };
  return {
    rectangle,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp },
  };
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
