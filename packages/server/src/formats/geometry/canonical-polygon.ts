import type { Box, Polygon } from '../model.ts';
import type { CopiedParts } from './copied-parts.ts';

/**
 * A polygon whose parts are still text, already as they will be stored: parsing and printing coordinates is most of the
 * work of an import, and most polygons are stored as they are.
 */
export class CanonicalPolygon implements Polygon {
  readonly type = 'polygon';
  readonly box: Box;
  readonly copied: CopiedParts;
  private parsed: number[][] | undefined;

  constructor(box: Box, copied: CopiedParts) {
    this.box = box;
    this.copied = copied;
  }

  get parts(): number[][] {
    this.parsed ??= JSON.parse(this.copied.text) as number[][];
    return this.parsed;
  }

  toJSON(): Polygon {
    return { type: this.type, parts: this.parts, box: this.box };
  }
}
