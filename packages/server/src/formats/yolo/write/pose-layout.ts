import type { ClassMap } from '../../classes.ts';
import type { ExportSource } from '../../model.ts';

/** What all rows of a pose export have in common. */
export interface PoseLayout {
  /** Points in every row: of the label that has most of them. */
  count: number;
  /** Names of the points by class index; of labels that name them. */
  names: Map<number, string[]>;
  /** For every point the one that takes its place when the image is mirrored; undefined when the names do not say. */
  flip: number[] | undefined;
}

/** Reads the objects once when no label names its keypoints: one of them says how many there are then. */
export async function poseLayout(source: ExportSource, classes: ClassMap): Promise<PoseLayout> {
  const names = new Map<number, string[]>();
  for (const { index, label } of classes.classes) {
    if (label.keypoints?.length) names.set(index, label.keypoints);
  }
  let count = Math.max(0, ...Array.from(names.values(), (list) => list.length));
  if (count === 0) count = await mostPoints(source);
  return { count, names, flip: flipOf([...names.values()], count) };
}

/** At least 1: trainers refuse fewer. */
async function mostPoints(source: ExportSource): Promise<number> {
  let most = 1;
  for await (const { results } of source.items({ results: true })) {
    for (const { geometry } of results.flatMap(({ annotations }) => annotations)) {
      if (geometry.type === 'keypoints') most = Math.max(most, geometry.points.length);
    }
  }
  return most;
}

/**
 * One mapping for all labels, if there are names with a side, each with its other side. Without it trainers leave
 * mirroring out, which is better than a wrong one.
 */
function flipOf(lists: string[][], count: number): number[] | undefined {
  const flips = lists.map(mirrored);
  const longest = flips.find((flip) => flip.length === count) ?? [];
  const agree = flips.every((flip) => flip.every((to, from) => to >= 0 && longest[from] === to));
  return agree && longest.some((to, from) => to !== from) ? longest : undefined;
}

/** For every name the place of its other side: its own place when it has no side, -1 when the other is not there. */
function mirrored(names: string[]): number[] {
  return names.map((name, at) => {
    const other = otherSide(name);
    return other === undefined ? at : names.indexOf(other);
  });
}

/** `left_eye` of `right_eye`, `eye.L` is not guessed at. */
function otherSide(name: string): string | undefined {
  const swapped = name.replace(/left|right/gi, (side) => {
    const other = side.toLowerCase() === 'left' ? 'right' : 'left';
    if (side === side.toUpperCase()) return other.toUpperCase();
    return side.startsWith(side.charAt(0).toLowerCase())
      ? other
      : other.charAt(0).toUpperCase() + other.slice(1);
  });
  return swapped === name ? undefined : swapped;
}
