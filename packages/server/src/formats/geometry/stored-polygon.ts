import type { Box, Polygon } from '../model.ts';

/**
 * A polygon that is still the text it is stored as. Parsing and printing coordinates is most of the work of an export
 * (measured: 30 of 35 ms of CPU per MB of text), and most formats need only the box, the area or the same text again.
 */
export class StoredPolygon implements Polygon {
  readonly type = 'polygon';
  /** JSON of `box`. */
  readonly boxText: string;
  /** JSON of `parts`: flat rings of finite numbers. */
  readonly partsText: string;
  private parsedBox: Box | undefined;
  private parsed: number[][] | undefined;

  private constructor(boxText: string, partsText: string) {
    this.boxText = boxText;
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
    return new StoredPolygon(text.slice(BOX.length - 1, end + 1), text.slice(start, -1));
  }

  get box(): Box {
    this.parsedBox ??= JSON.parse(this.boxText) as Box;
    return this.parsedBox;
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
