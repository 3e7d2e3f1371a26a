import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { layoutOf, offsetOf, rowsAt, scrollFor, type Layout } from './layout.ts';

/** Faster than this, in pixels per ms, one looks for a place, not at pictures: none are loaded. */
const FAST = 4;
/** So long after the last fast move pictures are loaded again, in ms. */
const SETTLED_MS = 120;

export interface GridView {
  layout: Layout;
  /** What has to be added to a row's place in the content so that it stands at its place in the element. */
  shift: number;
  first: number;
  last: number;
  /** Too fast for pictures. */
  fast: boolean;
  /** Put this on the element that scrolls. */
  ref: (element: HTMLDivElement | null) => void;
  /** From a point of the window to the content. */
  toContent: (clientX: number, clientY: number) => [x: number, y: number];
  scrollToRow: (row: number) => void;
  element: HTMLDivElement | null;
}

interface Size {
  width: number;
  height: number;
}

/** Which rows are seen. Scrolling costs a render only when other rows come into sight. */
export function useGridView(total: number, wished: number, aspect: number): GridView {
  const [element, ref] = useState<HTMLDivElement | null>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [rows, setRows] = useState({ first: 0, last: -1, shift: 0 });
  const [fast, setFast] = useState(false);
  const layout = useMemo(
    () => layoutOf(total, size.width, wished, aspect),
    [total, size.width, wished, aspect],
  );
  const current = useRef({ layout, height: size.height });
  const firstSeen = useRef(0);

  useEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);

  const look = useCallback(() => {
    if (!element) return;
    const { layout: now, height } = current.current;
    const offset = offsetOf(now, element.scrollTop, height);
    firstSeen.current = Math.floor(offset / now.rowHeight) * now.columns;
    const { first, last } = rowsAt(now, offset, height);
    const shift = Math.round(element.scrollTop - offset);
    setRows((old) =>
      old.first === first && old.last === last && old.shift === shift
        ? old
        : { first, last, shift },
    );
  }, [element]);

  // Another size of tiles keeps the first tile that was seen in sight.
  useLayoutEffect(() => {
    const before = current.current.layout;
    current.current = { layout, height: size.height };
    if (element && (before.columns !== layout.columns || before.rowHeight !== layout.rowHeight)) {
      const offset = Math.floor(firstSeen.current / layout.columns) * layout.rowHeight;
      element.scrollTop = scrollFor(layout, offset, size.height);
    }
    look();
  }, [layout, size.height, element, look]);

  useEffect(() => {
    if (!element) return;
    let last = { top: element.scrollTop, at: 0 };
    let settle: ReturnType<typeof setTimeout> | undefined;
    const onScroll = (event: Event) => {
      const speed = Math.abs(element.scrollTop - last.top) / Math.max(1, event.timeStamp - last.at);
      last = { top: element.scrollTop, at: event.timeStamp };
      if (speed > FAST) {
        setFast(true);
        clearTimeout(settle);
        settle = setTimeout(() => setFast(false), SETTLED_MS);
      }
      look();
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(settle);
      element.removeEventListener('scroll', onScroll);
    };
  }, [element, look]);

  const toContent = useCallback(
    (clientX: number, clientY: number): [number, number] => {
      const { left, top } = element?.getBoundingClientRect() ?? { left: 0, top: 0 };
      const { layout: now, height } = current.current;
      const offset = offsetOf(now, element?.scrollTop ?? 0, height);
      return [clientX - left, clientY - top + offset];
    },
    [element],
  );

  const scrollToRow = useCallback(
    (row: number) => {
      if (!element) return;
      const { layout: now, height } = current.current;
      const offset = offsetOf(now, element.scrollTop, height);
      const top = row * now.rowHeight;
      const wanted =
        top < offset
          ? top
          : top + now.rowHeight > offset + height
            ? top + now.rowHeight - height
            : offset;
      if (wanted !== offset) element.scrollTop = scrollFor(now, wanted, height);
    },
    [element],
  );

  return { layout, ...rows, fast, ref, toContent, scrollToRow, element };
}
