import { nameOf } from '../../files/paths.ts';
import type { ExportAnnotation, ExportItem, ReportCounter } from '../../model.ts';
import { paintMask, vocColor } from '../../png/mask.ts';
import { paintPolygon } from '../../png/paint-polygon.ts';
import { writePng } from '../../png/write.ts';
import { objectText } from '../../voc/write/object.ts';
import { xmlText } from '../../voc/write/xml-text.ts';
import { OWN_DATABASE } from '../../voc/own.ts';

/** Of one image: a byte per pixel, and the palette has 256 colours of which one is the background. */
const MAX_MASK_PIXELS = 100_000_000;
const MAX_COLORS = 255;

/** An object of an image with the name of its class. */
export interface NamedObject {
  name: string;
  annotation: ExportAnnotation;
}

export interface VocFile {
  text: string;
  /** The mask of a segmentation; absent when no object has a region. */
  mask?: Buffer;
}

/**
 * The annotation file of an image. `maskLocation`: how it names its mask, for a segmentation. Objects that have no form
 * there are counted as lost.
 */
export function vocFile(
  item: ExportItem,
  source: string,
  objects: readonly NamedObject[],
  report: ReportCounter,
  maskLocation?: string,
): VocFile {
  const size = { width: item.width ?? 0, height: item.height ?? 0 };
  const canvas = maskLocation === undefined ? undefined : newCanvas(size);
  let text = '';
  for (const { name, annotation } of objects) {
    const { geometry, attributes } = annotation;
    const color = canvas && paint(canvas, annotation);
    const object = objectText(name, geometry, attributes, size, color?.join(','));
    if ('lost' in object) {
      report.lost(geometry.type, object.lost, item);
      continue;
    }
    report.written(geometry.type);
    text += object.text;
  }
  const isPainted = canvas !== undefined && canvas.colors.length > 1;
  const head = headOf(source, size, isPainted ? maskLocation : undefined);
  const mask = isPainted && writePng(size.width, size.height, canvas.pixels, canvas.colors);
  return { text: `${head}${text}</annotation>\n`, ...(mask && { mask }) };
}

interface Canvas {
  width: number;
  height: number;
  pixels: Uint8Array;
  colors: [number, number, number][];
}

function newCanvas({ width, height }: { width: number; height: number }): Canvas | undefined {
  if (width === 0 || height === 0 || width * height > MAX_MASK_PIXELS) return undefined;
  return { width, height, pixels: new Uint8Array(width * height), colors: [vocColor(0)] };
}

/** Paints the region of an object, in a colour of its own; undefined when it has none. Later ones cover earlier ones. */
function paint(
  { width, height, pixels, colors }: Canvas,
  { geometry }: ExportAnnotation,
): [number, number, number] | undefined {
  if (colors.length > MAX_COLORS) return undefined;
  if (geometry.type === 'segmentation_mask') {
    if (geometry.size[0] !== height || geometry.size[1] !== width) return undefined;
    paintMask(pixels, geometry, colors.length);
  } else if (geometry.type === 'polygon') {
    paintPolygon(pixels, width, geometry.parts, colors.length);
  } else return undefined;
  const color = vocColor(colors.length);
  colors.push(color);
  return color;
}

/** The depth is that of a colour image: what it really is nobody has looked up. Readers take no empty element. */
function headOf(
  source: string,
  { width, height }: { width: number; height: number },
  mask: string | undefined,
): string {
  const masked = mask === undefined ? '' : `\t<mask_source>${xmlText(mask)}</mask_source>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<annotation>
\t<folder>Images</folder>
\t<filename>${xmlText(nameOf(source) || 'unnamed')}</filename>
\t<source>
\t\t<database>${OWN_DATABASE}</database>
\t</source>
\t<size>
\t\t<width>${width}</width>
\t\t<height>${height}</height>
\t\t<depth>3</depth>
\t</size>
\t<segmented>${mask === undefined ? 0 : 1}</segmented>
${masked}`;
}
