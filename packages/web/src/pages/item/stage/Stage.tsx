import { useEffect, useLayoutEffect, useMemo, useRef, useState, type Ref } from 'react';
import type { Drawn } from '../../../canvas/draw.ts';
import type { Geometry, Point } from '../../../canvas/geometry.ts';
import { t } from '../../../text/en.ts';
import { Painter } from './painter.ts';
import classes from './Stage.module.css';
import { useGestures } from './useGestures.ts';
import { fitted, type Size, type StageView } from './view.ts';

export interface StageHandle {
  zoom: (factor: number) => void;
  fit: () => void;
  actual: () => void;
}

interface Props {
  /** Null when there is no picture. */
  picture: string | null;
  image: Size;
  shown: readonly Drawn[];
  selected: string | undefined;
  names: boolean;
  fill: boolean;
  /** Boxes are drawn rather than the picture moved. */
  drawing: boolean;
  editable: boolean;
  onSelect: (uid: string | undefined) => void;
  onGeometry: (uid: string, geometry: Geometry) => void;
  onBox: (from: Point, to: Point) => void;
  handle: Ref<StageHandle>;
}

/** From here on pixels are shown as squares. */
const PIXELATED_FROM = 2;

/**
 * The picture, moved and scaled by the compositor alone, and above it a canvas of the window's size with the annotations,
 * which a worker draws: a frame costs the same for fifty megapixels as for one.
 */
export function Stage(props: Props) {
  const { picture, image, shown, selected, names, fill, editable } = props;
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [stage, setStage] = useState<Size>();
  const [view, setView] = useState<StageView>();
  const [broken, setBroken] = useState(false);
  const [painter, setPainter] = useState<Painter>();
  useEffect(() => {
    if (!root.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      setStage({ width, height });
      setView(fitted(image, { width, height }));
    });
    observer.observe(root.current);
    return () => observer.disconnect();
  }, [image]);
  const { preview, gestures } = useGestures(root, { ...props, stage, view, setView });

  useEffect(() => {
    if (!canvas.current) return;
    const made = new Painter(canvas.current);
    setPainter(made);
    return () => made.close();
  }, []);
  const plain = useMemo(() => shown.map(plainOf), [shown]);
  useLayoutEffect(() => {
    if (!painter || !stage || !view) return;
    const dpr = devicePixelRatio;
    const what = { shown: plain, preview: preview && plainOf(preview), selected, names, fill };
    painter.paint({ ...what, editable, view, ...stage, dpr });
  }, [painter, plain, selected, names, fill, view, stage, preview, editable]);

  return (
    <div
      ref={root}
      className={classes.stage}
      data-drawing={props.drawing || undefined}
      role="application"
      aria-label={t.item.stage}
      tabIndex={0}
      {...gestures}
    >
      {view && picture !== null && !broken && (
        <img
          src={picture}
          alt={t.item.picture}
          draggable={false}
          className={classes.picture}
          onError={() => setBroken(true)}
          style={{
            width: image.width,
            height: image.height,
            transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
            imageRendering: view.scale >= PIXELATED_FROM ? 'pixelated' : 'auto',
          }}
        />
      )}
      {view && (picture === null || broken) && (
        <div
          className={classes.placeholder}
          style={{
            width: image.width * view.scale,
            height: image.height * view.scale,
            transform: `translate(${view.x}px, ${view.y}px)`,
          }}
        >
          {t.item.noPicture}
        </div>
      )}
      <canvas ref={canvas} className={classes.canvas} aria-hidden />
      {view && <output className={classes.zoom}>{Math.round(view.scale * 100)} %</output>}
    </div>
  );
}

/** Without what only the page knows: it is copied to the worker. */
const plainOf = ({ uid, label, geometry, style, proposed, skeleton }: Drawn): Drawn => ({
  ...{ uid, label, geometry, style, skeleton },
  ...(proposed !== undefined && { proposed }),
});
