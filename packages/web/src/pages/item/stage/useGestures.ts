import {
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type Dispatch,
  type PointerEvent,
  type Ref,
  type RefObject,
  type SetStateAction,
} from 'react';
import type { Drawn } from '../../../canvas/draw.ts';
import type { Geometry, Point } from '../../../canvas/geometry.ts';
import { hit } from '../../../canvas/hit.ts';
import { boxBetween, handlesOf, moved, withHandle } from '../edit/handles.ts';
import { HANDLE } from './scene.ts';
import type { StageHandle } from './Stage.tsx';
import { centred, fitted, kept, toImage, zoomed, type Size, type StageView } from './view.ts';

interface Given {
  image: Size;
  stage: Size | undefined;
  view: StageView | undefined;
  setView: Dispatch<SetStateAction<StageView | undefined>>;
  shown: readonly Drawn[];
  selected: string | undefined;
  drawing: boolean;
  editable: boolean;
  onSelect: (uid: string | undefined) => void;
  onGeometry: (uid: string, geometry: Geometry) => void;
  onBox: (from: Point, to: Point) => void;
  handle: Ref<StageHandle>;
}

/** What a pointer that is down does. `from` is in CSS pixels of the stage. */
type Drag =
  | { kind: 'pan'; from: Point; view: StageView }
  | { kind: 'box'; from: Point }
  | { kind: 'handle'; from: Point; target: Drawn; index: number }
  | { kind: 'move'; from: Point; target: Drawn };

/** A pointer that moves less than this is a click, CSS pixels. */
const CLICK = 4;
/** One notch of a wheel zooms by about a fifth. */
const WHEEL = 0.0018;
/** Smallest side of a box that is drawn, image pixels. */
const LEAST_BOX = 1;

/** Wheel, drag, pinch and double click on the stage, and the changes that they make. */
export function useGestures(root: RefObject<HTMLDivElement | null>, given: Given) {
  const { image, stage, view, setView, shown, selected } = given;
  const [preview, setPreview] = useState<Drawn>();
  const drag = useRef<Drag>(undefined);
  const fingers = useRef(new Map<number, Point>());
  const least = stage ? Math.min(0.02, fitted(image, stage).scale / 4) : 0.01;

  const zoomAt = (factor: number, at: Point) =>
    setView((now) => now && stage && kept(zoomed(now, factor, at, least), image, stage));
  useImperativeHandle(given.handle, () => ({
    zoom: (factor) => stage && zoomAt(factor, [stage.width / 2, stage.height / 2]),
    fit: () => stage && setView(fitted(image, stage)),
    actual: () => stage && setView(centred(image, stage, 1)),
  }));

  // React listens passively, which could not keep the page from scrolling.
  const wheel = useRef<(event: WheelEvent) => void>(undefined);
  wheel.current = (event) => {
    event.preventDefault();
    zoomAt(Math.exp(-event.deltaY * WHEEL), [event.offsetX, event.offsetY]);
  };
  useEffect(() => {
    const element = root.current;
    const listen = (event: WheelEvent) => wheel.current?.(event);
    element?.addEventListener('wheel', listen, { passive: false });
    return () => element?.removeEventListener('wheel', listen);
  }, [root]);

  const pointOf = (event: PointerEvent): Point => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };

  const begin = (from: Point): Drag | undefined => {
    if (!view) return undefined;
    if (given.drawing) return { kind: 'box', from };
    const at = toImage(view, from);
    const target = shown.find(({ uid }) => uid === selected);
    if (target && given.editable) {
      const near = (HANDLE * 2) / view.scale;
      const index = handlesOf(target.geometry).findIndex(
        ([x, y]) => Math.abs(x - at[0]) <= near && Math.abs(y - at[1]) <= near,
      );
      if (index >= 0) return { kind: 'handle', from, target, index };
      const inside = hit([target], at, 0) !== undefined;
      if (inside && target.geometry.type === 'bounding_box' && !target.geometry.rotation) {
        return { kind: 'move', from, target };
      }
    }
    return { kind: 'pan', from, view };
  };

  const changed = (now: Drag, at: Point): Geometry | undefined => {
    if (!view) return undefined;
    const to = toImage(view, at);
    const from = toImage(view, now.from);
    switch (now.kind) {
      case 'handle':
        return withHandle(now.target.geometry, now.index, to, image);
      case 'move':
        return moved(now.target.geometry, to[0] - from[0], to[1] - from[1], image);
      case 'box':
        return boxBetween(inImage(from, image), inImage(to, image));
      case 'pan':
        return undefined;
    }
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    fingers.current.set(event.pointerId, pointOf(event));
    drag.current = fingers.current.size === 1 ? begin(pointOf(event)) : undefined;
    setPreview(undefined);
  };

  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const before = fingers.current.get(event.pointerId);
    if (!before || !view || !stage) return;
    const at = pointOf(event);
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    fingers.current.set(event.pointerId, at);
    if (other) {
      const factor = distance(at, other) / Math.max(1, distance(before, other));
      zoomAt(factor, [(at[0] + other[0]) / 2, (at[1] + other[1]) / 2]);
      return;
    }
    const now = drag.current;
    if (now?.kind === 'pan') {
      const [x, y] = [now.view.x + at[0] - now.from[0], now.view.y + at[1] - now.from[1]];
      setView(kept({ ...now.view, x, y }, image, stage));
      return;
    }
    const geometry = now && changed(now, at);
    if (!now || !geometry) return;
    setPreview(
      now.kind === 'box'
        ? { uid: '', label: '', geometry, style: { colour: '#f0e442', dash: [4, 3], mark: '' } }
        : { ...now.target, geometry },
    );
  };

  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    fingers.current.delete(event.pointerId);
    const now = drag.current;
    drag.current = undefined;
    setPreview(undefined);
    if (!now || !view) return;
    const at = pointOf(event);
    if (distance(at, now.from) < CLICK) {
      if (now.kind !== 'box') given.onSelect(hit(shown, toImage(view, at), 4 / view.scale)?.uid);
      return;
    }
    const geometry = changed(now, at);
    if (now.kind === 'box' && geometry?.type === 'bounding_box') {
      const { x, y, width, height } = geometry;
      if (width >= LEAST_BOX && height >= LEAST_BOX) given.onBox([x, y], [x + width, y + height]);
    } else if (geometry && (now.kind === 'handle' || now.kind === 'move')) {
      given.onGeometry(now.target.uid, geometry);
    }
  };

  return {
    preview,
    gestures: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: (event: PointerEvent<HTMLDivElement>) => {
        fingers.current.delete(event.pointerId);
        drag.current = undefined;
        setPreview(undefined);
      },
      onDoubleClick: () => stage && setView(fitted(image, stage)),
    },
  };
}

const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

const inImage = ([x, y]: Point, { width, height }: Size): Point => [
  Math.min(Math.max(0, x), width),
  Math.min(Math.max(0, y), height),
];
