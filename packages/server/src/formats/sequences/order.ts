import type { FramePlace } from './place.ts';

export interface Frame extends FramePlace {
  path: string;
}

/** Numbers by size, the rest by code units: `frame_2` comes before `frame_10`. */
export function compareNaturally(a: string, b: string): number {
  const [left, right] = [pieces(a), pieces(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const order = comparePieces(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}

/** Whole numbers of any length, as text without leading zeros: time stamps pass 2^53. */
export function compareNumbers(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}

/**
 * The frames of one sequence with their 0-based indices. Views are lined up by the number that ends each name: a frame
 * that a view lacks leaves a gap there. When a name has no number, a view has one twice, or views share fewer than half
 * of them (each camera has its own time stamps), frames are counted within their view in natural order.
 */
export function indexFrames<T extends Frame>(frames: readonly T[]): { frame: T; index: number }[] {
  const views = new Map<string, T[]>();
  for (const frame of frames) {
    const inView = views.get(frame.view);
    if (inView) inView.push(frame);
    else views.set(frame.view, [frame]);
  }
  const ranks = sharedNumbers(views);
  return [...views.values()].flatMap((inView) =>
    inView
      .sort((a, b) => compareNaturally(a.name, b.name))
      .map((frame, position) => ({ frame, index: ranks?.get(frame.number ?? '') ?? position }))
      .sort((a, b) => a.index - b.index),
  );
}

function sharedNumbers(views: Map<string, Frame[]>): Map<string, number> | undefined {
  const counts = new Map<string, number>();
  for (const inView of views.values()) {
    const numbers = new Set(inView.map(({ number }) => number));
    if (numbers.size < inView.length || numbers.has(undefined)) return undefined;
    for (const number of numbers) counts.set(number ?? '', (counts.get(number ?? '') ?? 0) + 1);
  }
  const shared = [...counts.values()].filter((count) => count > 1).length;
  if (views.size > 1 && shared * 2 < counts.size) return undefined;
  return new Map([...counts.keys()].sort(compareNumbers).map((number, rank) => [number, rank]));
}

const pieces = (text: string) => text.match(/\d+|\D+/g) ?? [];

function comparePieces(a: string, b: string): number {
  const bothNumbers = /^\d/.test(a) && /^\d/.test(b);
  if (!bothNumbers) return compareText(a, b);
  return compareNumbers(a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, ''));
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
