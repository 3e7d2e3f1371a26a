import { inkOn, type ClassStyle } from './classes.ts';
import {
  boundsOf,
  cornersOf,
  pointsOf,
  type Geometry,
  type Keypoints,
  type Point,
} from './geometry.ts';
import { maskPicture, wholePixels } from './masks.ts';

/** An annotation as it is drawn. */
export interface Drawn {
  uid: string;
  label: string;
  geometry: Geometry;
  style: ClassStyle;
  /** Proposed, not confirmed yet: drawn thinner. */
  proposed?: boolean;
  /** 1-based pairs of keypoints. */
  skeleton?: readonly (readonly number[])[] | null | undefined;
}

/** Of a page or of a worker. */
export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** How image pixels become canvas pixels: `x * scale + dx`. Canvas pixels are device pixels; `dpr` of them are one of CSS. */
export interface View {
  scale: number;
  dx: number;
  dy: number;
  dpr: number;
  /** Names stay left of it; absent: within the canvas. Canvas pixels. */
  right?: number;
}

export interface DrawOptions {
  /** Write the class at the box. */
  names: boolean;
  /** 0 to 1, of the inside of boxes and polygons. */
  fill: number;
  /** Width of lines in CSS pixels. */
  line: number;
  /** Called when something that was being decoded can be drawn now. */
  ready: () => void;
}

/** Draws all, the larger ones first, so that nothing is hidden behind something larger. */
export function drawAnnotations(
  ctx: Context2D,
  annotations: readonly Drawn[],
  view: View,
  options: DrawOptions,
): void {
  for (const annotation of bySize(annotations)) drawAnnotation(ctx, annotation, view, options);
}

const bySize = (annotations: readonly Drawn[]): Drawn[] =>
  annotations
    .map((annotation) => {
      const [, , width, height] = boundsOf(annotation.geometry) ?? [0, 0, 0, 0];
      return { annotation, area: width * height };
    })
    .sort((a, b) => b.area - a.area)
    .map(({ annotation }) => annotation);

export function drawAnnotation(
  ctx: Context2D,
  annotation: Drawn,
  view: View,
  options: DrawOptions,
): void {
  const { geometry, style } = annotation;
  ctx.save();
  ctx.lineJoin = 'round';
  ctx.lineCap = 'round';
  switch (geometry.type) {
    case 'bounding_box':
      outline(ctx, ring(cornersOf(geometry), view), annotation, view, options);
      break;
    case 'polygon':
      outline(ctx, rings(geometry.parts, view), annotation, view, options);
      break;
    case 'polyline':
      stroke(ctx, ring(geometry.vertices, view, false), annotation, view, options);
      break;
    case 'segmentation_mask': {
      const [x, y, width, height] = wholePixels(geometry);
      const pixels = Math.max(width, height) * view.scale;
      const picture = maskPicture(geometry, annotation.uid, style.colour, pixels, options.ready);
      if (!picture) break;
      ctx.imageSmoothingEnabled = view.scale < 1;
      ctx.drawImage(
        picture,
        x * view.scale + view.dx,
        y * view.scale + view.dy,
        width * view.scale,
        height * view.scale,
      );
      break;
    }
    case 'keypoints':
      if (geometry.parts) outline(ctx, rings(geometry.parts, view), annotation, view, options);
      drawKeypoints(ctx, geometry, annotation, view, options);
      break;
    default:
  }
  ctx.restore();
  if (options.names) drawName(ctx, annotation, view);
}

const at = ([x, y]: readonly number[], { scale, dx, dy }: View): Point => [
  (x ?? 0) * scale + dx,
  (y ?? 0) * scale + dy,
];

function ring(points: readonly Point[], view: View, closed = true, path = new Path2D()): Path2D {
  points.forEach((point, index) => {
    const [x, y] = at(point, view);
    if (index === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
  if (closed) path.closePath();
  return path;
}

function rings(parts: readonly number[][], view: View): Path2D {
  const path = new Path2D();
  for (const part of parts) ring(pointsOf(part), view, true, path);
  return path;
}

function outline(
  ctx: Context2D,
  path: Path2D,
  annotation: Drawn,
  view: View,
  options: DrawOptions,
): void {
  if (options.fill > 0) {
    ctx.globalAlpha = options.fill;
    ctx.fillStyle = annotation.style.colour;
    ctx.fill(path, 'evenodd');
    ctx.globalAlpha = 1;
  }
  stroke(ctx, path, annotation, view, options);
}

/** The line in the colour of the class on a darker one, so that it is seen on any image. */
function stroke(
  ctx: Context2D,
  path: Path2D,
  { style, proposed }: Drawn,
  { dpr }: View,
  { line }: DrawOptions,
): void {
  const width = (proposed ? 0.6 : 1) * line * dpr;
  ctx.setLineDash([]);
  ctx.strokeStyle = 'rgb(0 0 0 / 45%)';
  ctx.lineWidth = width + 1.5 * dpr;
  ctx.stroke(path);
  ctx.setLineDash(style.dash.map((length) => length * dpr));
  ctx.strokeStyle = style.colour;
  ctx.lineWidth = width;
  ctx.stroke(path);
  ctx.setLineDash([]);
}

/** Visible points are full, hidden ones rings; bones join what is labelled. */
function drawKeypoints(
  ctx: Context2D,
  { points }: Keypoints,
  annotation: Drawn,
  view: View,
  options: DrawOptions,
): void {
  const bones = new Path2D();
  for (const [from = 0, to = 0] of annotation.skeleton ?? []) {
    const [a, b] = [points[from - 1], points[to - 1]];
    if (!a?.[2] || !b?.[2]) continue;
    bones.moveTo(...at(a, view));
    bones.lineTo(...at(b, view));
  }
  stroke(ctx, bones, annotation, view, options);
  const radius = (options.line + 0.8) * view.dpr;
  for (const point of points) {
    if (point[2] === 0) continue;
    const [x, y] = at(point, view);
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = point[2] === 2 ? annotation.style.colour : 'rgb(0 0 0 / 60%)';
    ctx.fill();
    ctx.lineWidth = view.dpr;
    ctx.strokeStyle = point[2] === 2 ? 'rgb(0 0 0 / 60%)' : annotation.style.colour;
    ctx.stroke();
  }
}

/** Height of a name, CSS pixels. */
const NAME_PX = 11;

function drawName(ctx: Context2D, { geometry, style, label }: Drawn, view: View): void {
  const bounds = boundsOf(geometry);
  if (!bounds) return;
  const { dpr } = view;
  const [x, y] = at(bounds, view);
  ctx.save();
  ctx.font = `500 ${NAME_PX * dpr}px 'Geist Variable', system-ui, sans-serif`;
  ctx.textBaseline = 'middle';
  const text = `${style.mark} ${label}`;
  const width = ctx.measureText(text).width + 8 * dpr;
  const height = (NAME_PX + 5) * dpr;
  // Above the box, or inside where the canvas ends.
  const top = y - height >= 0 ? y - height : y;
  const left = Math.max(0, Math.min(x, (view.right ?? ctx.canvas.width) - width));
  ctx.fillStyle = style.colour;
  ctx.fillRect(left, top, width, height);
  ctx.fillStyle = inkOn(style.colour);
  ctx.fillText(text, left + 4 * dpr, top + height / 2);
  ctx.restore();
}
