import type { FrameImage } from '../../api/types.ts';
import { drawAnnotations, type Drawn } from '../../canvas/draw.ts';
import { t } from '../../text/en.ts';
import { fit } from '../explorer/grid/layout.ts';

export interface Painting {
  image: FrameImage | undefined;
  /** Undefined while it loads. */
  picture: HTMLImageElement | 'broken' | null | undefined;
  annotations: readonly Drawn[];
  ready: () => void;
}

/** More device pixels than this for one of CSS are not seen in a film. */
const MAX_DPR = 2;
/** What is shown of a frame without a picture when nobody knows its size. */
const UNKNOWN = { width: 16, height: 9 };

/**
 * Paints one view of a frame with its annotations, all at once. What was there stays until the picture is loaded, and the
 * canvas says meanwhile that it waits.
 */
export function paint(canvas: HTMLCanvasElement, painting: Painting): void {
  const { image, picture, annotations, ready } = painting;
  canvas.toggleAttribute('data-waiting', picture === undefined);
  const ctx = canvas.getContext('2d');
  if (!ctx || picture === undefined) return;
  const dpr = Math.min(MAX_DPR, devicePixelRatio);
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  canvas.width = Math.round(width * dpr);
  canvas.height = Math.round(height * dpr);
  const natural = picture instanceof HTMLImageElement ? picture : undefined;
  const full = {
    width: image?.width ?? natural?.naturalWidth ?? UNKNOWN.width,
    height: image?.height ?? natural?.naturalHeight ?? UNKNOWN.height,
  };
  const { scale, dx, dy } = fit(full.width, full.height, width * dpr, height * dpr);
  if (natural) ctx.drawImage(natural, dx, dy, full.width * scale, full.height * scale);
  else
    write(ctx, picture === 'broken' ? t.sequences.player.broken : t.sequences.player.nothing, dpr);
  const view = { scale, dx, dy, dpr };
  drawAnnotations(ctx, annotations, view, {
    names: width >= NAMES_FROM,
    fill: 0.1,
    line: 1.5,
    ready,
  });
}

/** Names of classes would cover a view that is narrower, CSS pixels. */
const NAMES_FROM = 320;

function write(ctx: CanvasRenderingContext2D, text: string, dpr: number): void {
  ctx.fillStyle = getComputedStyle(ctx.canvas).color;
  ctx.font = `${12 * dpr}px 'Geist Variable', system-ui, sans-serif`;
  ctx.textAlign = 'center';
  ctx.fillText(text, ctx.canvas.width / 2, ctx.canvas.height / 2);
  ctx.textAlign = 'start';
}
