import type { Box, Polygon } from '../model.ts';

/**
 * A polygon that is still the text it is stored as. Parsing and printing coordinates is most of the work of an export
 * (measured: 30 of 35 ms of CPU per MB of text), and most formats need only the box, the area or the same text again.
 */
export class StoredPolygon implements Polygon {
  readonly type = 'polygon';
  readonly box: Box;
  /** JSON of `parts`: flat rings of finite numbers. */
  readonly partsText: string;
  private parsed: number[][] | undefined;

  private constructor(box: Box, partsText: string) {
    this.box = box;
    this.partsText = partsText;
  }

  /** From the text of a jsonb, whose keys PostgreSQL orders by length; undefined when that is anything else. */
  static read(text: string): StoredPolygon | undefined {
    if (!text.startsWith(BOX)) return undefined;
    const end = text.indexOf(']', BOX.length);
    if (!text.startsWith(PARTS, end)) return undefined;
    const start = end + PARTS.length;
    // Another field after the parts.
    if (text.indexOf('"', start) !== -1) return undefined;
    const box = JSON.parse(text.slice(BOX.length - 1, end + 1)) as Box;
    return new StoredPolygon(box, text.slice(start, -1));
  }

  get parts(): number[][] {
    this.parsed ??= JSON.parse(this.partsText) as number[][];
    return this.parsed;
  }

  toJSON(): Polygon {
    return { type: this.type, parts: this.parts, box: this.box };
  }
}

const BOX = '{"box": [';
const PARTS = '], "type": "polygon", "parts": ';
