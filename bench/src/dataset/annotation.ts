import type { MadeItem } from './item.ts';
import { boxIn, maskIn, polygonIn, type Box, type Mask } from './outline.ts';
import { Random } from './random.ts';
import type { Shape } from './tiers.ts';

/** An annotation as the generator makes it; `rank` is that of its class. */
export interface MadeAnnotation {
  rank: number;
  box: Box;
  occluded: boolean;
  polygon?: number[];
  crowd?: Mask;
}

/** COCO has a crowd region in one of a hundred annotations. */
const CROWD = 0.01;
const OCCLUDED = 0.25;

/** The annotations of an item, from its number alone. */
export function annotationsOf(
  shape: Shape,
  seed: number,
  shares: Float64Array,
  index: number,
  item: MadeItem,
  count: number,
): MadeAnnotation[] {
  const random = new Random(seed, 2 * index + 1);
  const made: MadeAnnotation[] = [];
  for (let i = 0; i < count; i += 1) {
    const rank = random.choose(shares);
    const occluded = random.next() < OCCLUDED;
    const box = boxIn(random, item.width, item.height);
    if (shape.geometry !== 'polygon') made.push({ rank, box, occluded });
    else if (random.next() < CROWD) {
      const crowd = maskIn(box, item.width, item.height);
      made.push({ rank, box: crowd.box, occluded, crowd });
    } else made.push({ rank, box, occluded, polygon: polygonIn(random, box) });
  }
  return made;
}
