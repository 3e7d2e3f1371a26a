import { drawAnnotations, type Context2D, type Drawn } from '../../../canvas/draw.ts';
import type { Point } from '../../../canvas/geometry.ts';
import { handlesOf } from '../edit/handles.ts';
import type { StageView } from './view.ts';

/** What stands above the picture. */
export interface Scene {
  shown: readonly Drawn[];
  /** An annotation as it is being changed, in place of the one with its uid. */
  preview: Drawn | undefined;
  selected: string | undefined;
  names: boolean;
  fill: boolean;
  editable: boolean;
  view: StageView;
  /** Of the stage, CSS pixels. */
  width: number;
  height: number;
  /** Device pixels for one of CSS. */
  dpr: number;
}

/** To the worker: what has changed. */
export type SceneChange = Partial<Scene>;

/** From the worker: the scene as it is seen in `view`. */
export interface ScenePicture {
  picture: ImageBitmap;
  view: StageView;
}

/** Half of a handle's side, CSS pixels. */
export const HANDLE = 4;

export function drawScene(ctx: Context2D, scene: Scene, ready: () => void): void {
  const { shown, preview, selected, names, fill, editable, view, dpr } = scene;
  const place = { scale: view.scale * dpr, dx: view.x * dpr, dy: view.y * dpr, dpr };
  const list = preview ? [...shown.filter(({ uid }) => uid !== preview.uid), preview] : shown;
  drawAnnotations(ctx, list, place, { names, fill: fill ? 0.16 : 0, line: 2, ready });
  const chosen = list.find(({ uid }) => uid === selected);
  if (chosen) drawHandles(ctx, editable ? handlesOf(chosen.geometry) : [], place, chosen);
}

function drawHandles(
  ctx: Context2D,
  points: Point[],
  { scale, dx, dy, dpr }: { scale: number; dx: number; dy: number; dpr: number },
  { style }: Drawn,
): void {
  const half = HANDLE * dpr;
  ctx.lineWidth = dpr;
  ctx.strokeStyle = '#000000';
  ctx.fillStyle = style.colour;
  for (const [x, y] of points) {
    ctx.fillRect(x * scale + dx - half, y * scale + dy - half, 2 * half, 2 * half);
    ctx.strokeRect(x * scale + dx - half, y * scale + dy - half, 2 * half, 2 * half);
  }
}
