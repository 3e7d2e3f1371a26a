import type { Attributes } from '../model.ts';
import { cleanText } from '../text.ts';
import { child, textOf, type XmlElement } from './xml.ts';

/** Where an object says how sure a machine was, and how hard it is. */
const numbers = {
  confidence: 'confidence',
  'hard-coefficient': 'hard_coefficient',
  'difficult-coefficient': 'hard_coefficient',
} as const;

/** `<properties>` of an object, in both its forms (`<color>red</color>`, `<property><key/><value/></property>`), and its numbers. */
export function readProperties(object: XmlElement): Attributes {
  const entries: [string, unknown][] = [];
  for (const element of child(object, 'properties')?.children ?? []) {
    const isPair = element.children.length > 0;
    const name = cleanText(isPair ? textOf(element, 'key') : element.name);
    if (name === '' || name === '__proto__') continue;
    entries.push([name, fromText(isPair ? textOf(element, 'value') : element.text)]);
  }
  for (const [element, name] of Object.entries(numbers)) {
    const text = textOf(object, element);
    if (text !== '' && Number.isFinite(Number(text))) entries.push([name, Number(text)]);
  }
  return Object.fromEntries(entries);
}

/** True and false have no other form in XML; all else stays a text. */
function fromText(text: string): string | boolean {
  return /^(true|false)$/.test(text) ? text === 'true' : cleanText(text);
}
