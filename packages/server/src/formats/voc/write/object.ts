import type { Attributes, Geometry } from '../../model.ts';
import { EXACT } from '../own.ts';
import { flagFields } from './attributes.ts';
import type { Size } from './corners.ts';
import { isWhole } from './is-whole.ts';
import { shapeText } from './shape.ts';
import { isPlainText, jsonText, xmlText } from './xml-text.ts';

/**
 * An `<object>` with one shape of whole pixels and its attributes as `<properties>`, or why there is none. Where that is
 * not all of it (fractions, a turned box, several parts, a number among the attributes) it is said once more, exactly, in
 * an element that other readers pass over. `maskColor`: `r,g,b` of the object in the mask beside the file.
 */
export function objectText(
  name: string,
  geometry: Geometry,
  attributes: Attributes,
  size: Size,
  maskColor?: string,
): { text: string } | { lost: string } {
  const shape = shapeText(geometry, attributes, size);
  if ('lost' in shape) return shape;
  const { flags, said, isCrowd } = flagFields(attributes);
  // These elements are read as what they are.
  if (/^\t\t<(line|dashed|circle)>/.test(shape.text)) said.add('shape');
  const others = Object.entries(attributes).filter(([key]) => !said.has(key));
  const isExact =
    maskColor === undefined && !isCrowd && isWhole(geometry, size) && others.every(isPlain);
  const color = maskColor === undefined ? '' : `\t\t<mask_color>${maskColor}</mask_color>\n`;
  const exact = isExact
    ? ''
    : `\t\t<${EXACT}>${xmlText(jsonText({ geometry, attributes }))}</${EXACT}>\n`;
  return {
    text: `\t<object>\n\t\t<name>${xmlText(name)}</name>\n${flags}${color}${shape.text}${properties(others)}${exact}\t</object>\n`,
  };
}

type Entry = [name: string, value: unknown];

/** Whether `<property>` says it as it is: all of it is text there, and true and false have no other form. */
const isPlain = ([name, value]: Entry) =>
  isName(name) &&
  (typeof value === 'boolean' ||
    (typeof value === 'string' && isPlainText(value) && !/^(true|false)$/.test(value)));

/** Readers leave `__proto__` out for their own safety. */
const isName = (name: string) => isPlainText(name) && name !== '__proto__';

/** What has a form as text; the vendor's readers refuse an empty key or value. */
function properties(entries: Entry[]): string {
  const lines = entries.flatMap(([name, value]) => {
    const text = typeof value === 'string' ? value : jsonText(value ?? '');
    if (!isName(name) || !isPlainText(text)) return [];
    return `\t\t\t<property>\n\t\t\t\t<key>${xmlText(name)}</key>\n\t\t\t\t<value>${xmlText(text)}</value>\n\t\t\t</property>\n`;
  });
  return lines.length === 0 ? '' : `\t\t<properties>\n${lines.join('')}\t\t</properties>\n`;
}
