import type { Box } from '../model.ts';

/**
 * COCO run-length counts: lengths of alternating runs of zeros and ones, column by column from the top left, starting
 * with zeros. The compressed string is that of pycocotools (rleToString, rleFrString): 5 bits to a character.
 */

/** The counts that a compressed string stands for; undefined when it is not one. Sums are not checked. */
export function decodeCounts(text: string): number[] | undefined {
  const counts: number[] = [];
  let at = 0;
  while (at < text.length) {
    let value = 0;
    let scale = 1;
    let bits: number;
    do {
      bits = text.charCodeAt(at) - 48;
      // Seven groups hold 34 bits and a sign: beyond any image, and arithmetic stays exact.
      if (!(bits >= 0 && bits < 64) || scale > 2 ** 30) return undefined;
      value += (bits & 0x1f) * scale;
      scale *= 32;
      at += 1;
    } while (bits & 0x20);
    if (bits & 0x10) value -= scale;
    if (counts.length > 2) value += counts[counts.length - 2] ?? 0;
    if (value < 0) return undefined;
    counts.push(value);
  }
  return counts;
}

/** The compressed string of `counts` (integers from 0 to 2^32). */
export function encodeCounts(counts: readonly number[]): string {
  let text = '';
  counts.forEach((count, i) => {
    let value = i > 2 ? count - (counts[i - 2] ?? 0) : count;
    let more = true;
    while (more) {
      const bits = ((value % 32) + 32) % 32;
      value = Math.floor(value / 32);
      more = bits & 0x10 ? value !== -1 : value !== 0;
      text += String.fromCharCode((more ? bits | 0x20 : bits) + 48);
    }
  });
  return text;
}

/** Whether `counts` are whole numbers from 0 that fill an image of `height` x `width` exactly. */
export function countsFill(counts: readonly number[], height: number, width: number): boolean {
  let sum = 0;
  for (const count of counts) {
    if (!Number.isSafeInteger(count) || count < 0) return false;
    sum += count;
  }
  return sum === height * width;
}

/** Pixels that are set. */
export function countsArea(counts: readonly number[]): number {
  let area = 0;
  for (let i = 1; i < counts.length; i += 2) area += counts[i] ?? 0;
  return area;
}

/** The smallest box around the set pixels of a mask that is `height` pixels high; zeros when none is set. */
export function countsBox(counts: readonly number[], height: number): Box {
  let left = Infinity;
  let top = Infinity;
  let right = -1;
  let bottom = -1;
  let at = 0;
  counts.forEach((count, i) => {
    if (i % 2 === 1 && count > 0) {
      const last = at + count - 1;
      const [firstColumn, lastColumn] = [Math.floor(at / height), Math.floor(last / height)];
      const oneColumn = firstColumn === lastColumn;
      left = Math.min(left, firstColumn);
      right = Math.max(right, lastColumn);
      top = Math.min(top, oneColumn ? at % height : 0);
      bottom = Math.max(bottom, oneColumn ? last % height : height - 1);
    }
    at += count;
  });
  return right < 0 ? [0, 0, 0, 0] : [left, top, right - left + 1, bottom - top + 1];
}

/**
 * Points `[x1, y1, …]` whose convex hull is that of the pixels that are set in an image of `height`
 * pixels: the corners of every run in every column.
 */
export function countsHullPoints(counts: readonly number[], height: number): number[] {
  const points: number[] = [];
  let start = counts[0] ?? 0;
  for (let i = 1; i < counts.length; i += 2) {
    const end = start + (counts[i] ?? 0);
    for (let at = start; at < end;) {
      const column = Math.floor(at / height);
      const next = Math.min(end, (column + 1) * height);
      const [top, bottom] = [at - column * height, next - column * height];
      points.push(column, top, column + 1, top, column, bottom, column + 1, bottom);
      at = next;
    }
    start = end + (counts[i + 1] ?? 0);
  }
  return points;
}
