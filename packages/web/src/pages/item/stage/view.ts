/** How image pixels become CSS pixels of the stage: `x * scale + x0`. */
export interface StageView {
  scale: number;
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** A pixel is at most this large on the screen, in CSS pixels: enough to count pixels by eye. */
const MAX_SCALE = 64;
/** Free room around a picture that is fitted, CSS pixels. */
const MARGIN = 12;

/** The whole picture in the middle; small ones are not enlarged beyond four times. */
export function fitted(image: Size, stage: Size): StageView {
  const width = Math.max(1, stage.width - 2 * MARGIN);
  const height = Math.max(1, stage.height - 2 * MARGIN);
  const scale = Math.min(4, width / image.width, height / image.height);
  return centred(image, stage, scale);
}

export const centred = (image: Size, stage: Size, scale: number): StageView => ({
  scale,
  x: (stage.width - image.width * scale) / 2,
  y: (stage.height - image.height * scale) / 2,
});

/** Zooms by `factor` so that what is under the point (CSS pixels of the stage) stays there. */
export function zoomed(
  view: StageView,
  factor: number,
  at: readonly [number, number],
  least: number,
): StageView {
  const scale = Math.min(MAX_SCALE, Math.max(least, view.scale * factor));
  const ratio = scale / view.scale;
  return {
    scale,
    x: at[0] - (at[0] - view.x) * ratio,
    y: at[1] - (at[1] - view.y) * ratio,
  };
}

/** Keeps a part of the picture in sight, however far it is dragged. */
export function kept(view: StageView, image: Size, stage: Size): StageView {
  const seen = 48;
  const clamp = (value: number, length: number, room: number) =>
    Math.min(room - seen, Math.max(seen - length * view.scale, value));
  return {
    scale: view.scale,
    x: clamp(view.x, image.width, stage.width),
    y: clamp(view.y, image.height, stage.height),
  };
}

/** Where a point of the stage is in the image. */
export const toImage = (view: StageView, [x, y]: readonly [number, number]): [number, number] => [
  (x - view.x) / view.scale,
  (y - view.y) / view.scale,
];
