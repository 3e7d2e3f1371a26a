import type { Attributes } from '../model.ts';
import { cleanText, cleanValue } from '../text.ts';
import { JSON_TYPE } from './own.ts';
import { child, textOf, type XmlElement } from './xml.ts';

/**
 * The attributes of an object: flags as they are stated, the pose unless it is `Unspecified`, and CVAT's `<attributes>`,
 * which win over the flags. In files of our own (`isOwn`) a flag of 0 says nothing.
 */
export function readAttributes(object: XmlElement, isOwn: boolean): Attributes {
  const nested = Object.fromEntries(nestedAttributes(object));
  const entries: [string, unknown][] = [];
  for (const name of ['difficult', 'truncated', 'occluded']) {
    const text = textOf(object, name);
    if (text === '' || (isOwn && !isTrue(text))) continue;
    // Our writer marks a region of many objects so that evaluators ignore it.
    if (name === 'difficult' && nested['iscrowd'] === true) continue;
    entries.push([name, isTrue(text)]);
  }
  const pose = textOf(object, 'pose');
  if (pose !== '' && pose.toLowerCase() !== 'unspecified') entries.push(['pose', cleanText(pose)]);
  return { ...Object.fromEntries(entries), ...nested };
}

function* nestedAttributes(object: XmlElement): Generator<[string, unknown]> {
  for (const attribute of child(object, 'attributes')?.children ?? []) {
    const name = cleanText(textOf(attribute, 'name'));
    if (name === '' || name === '__proto__') continue;
    const text = textOf(attribute, 'value');
    yield [name, textOf(attribute, 'type') === JSON_TYPE ? fromJson(text) : fromText(text)];
  }
}

const isTrue = (text: string) => text === '1' || text.toLowerCase() === 'true';

function fromText(text: string): string | boolean {
  return /^(true|false)$/i.test(text) ? isTrue(text) : cleanText(text);
}

function fromJson(text: string): unknown {
  try {
    return cleanValue(JSON.parse(text));
  } catch {
    return fromText(text);
  }
}
