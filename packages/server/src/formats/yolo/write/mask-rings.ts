import { maskOutlines } from '../../geometry/outline.ts';
import { countsFill, decodeCounts } from '../../geometry/rle.ts';
import type { SegmentationMask } from '../../model.ts';
import { rectangle } from '../../shapes/rectangle.ts';
import type { YoloShape } from './shape.ts';

/** Corners of the outlines of several parts. Joining them compares each with each: beyond this it takes long. */
const MAX_CORNERS = 10_000;
/** Runs of a mask; an outline has at most four times as many corners. A row of this much noise helps nobody. */
const MAX_RUNS = 100_000;

/** The outlines of a mask's parts, its holes filled; its box when the runs are broken or too ragged. */
export function maskRings({
  counts,
  size: [height, width],
  box,
}: SegmentationMask): YoloShape<number[][]> {
  const instead = { shape: [rectangle(box)], changed: 'mask_to_box' };
  const runs = decodeCounts(counts);
  if (!runs || runs.length > MAX_RUNS || !countsFill(runs, height, width)) return instead;
  const outlines = maskOutlines(runs, height);
  const parts = outlines.filter((ring) => runsClockwise(ring));
  const corners = parts.reduce((sum, ring) => sum + ring.length / 2, 0);
  if (parts.length === 0 || (parts.length > 1 && corners > MAX_CORNERS)) return instead;
  return {
    shape: parts,
    changed: parts.length < outlines.length ? 'mask_to_filled_polygon' : 'mask_to_polygon',
  };
}

/** As outer rings do; holes run the other way. */
function runsClockwise(ring: number[]): boolean {
  let twice = 0;
  for (let i = 0; i + 1 < ring.length; i += 2) {
    const [x2, y2] = [ring[i + 2] ?? ring[0] ?? 0, ring[i + 3] ?? ring[1] ?? 0];
    twice += (ring[i] ?? 0) * y2 - x2 * (ring[i + 1] ?? 0);
  }
  return twice > 0;
}
