import type { Attributes } from '../../model.ts';
import { JSON_TYPE } from '../own.ts';
import { isPlainText, jsonText, xmlText } from './xml-text.ts';

/** The elements of an object that say its attributes, those before its box and those after it. */
export interface AttributeFields {
  flags: string;
  others: string;
  changed: string[];
}

/** Evaluation code opens the first two in every object. */
const FLAGS = ['truncated', 'difficult', 'occluded'] as const;

/**
 * `pose`, `truncated`, `difficult` and `occluded` have elements of their own; all else, and what such an element cannot
 * say (false where nothing is usual, a number), stands in `<attributes>` as CVAT has it. A region of many objects
 * counts as difficult: evaluators then ignore it.
 */
export function attributeFields(attributes: Attributes): AttributeFields {
  const { flags, said, isCrowd } = flagFields(attributes);
  let [others, dropped] = ['', false];
  for (const [name, value] of Object.entries(attributes)) {
    if (said.has(name)) continue;
    // Readers leave that one out for their own safety.
    if (isPlainText(name) && name !== '__proto__') others += attribute(name, value);
    else dropped = true;
  }
  if (others !== '') others = `\t\t<attributes>\n${others}\t\t</attributes>\n`;
  const changed = [
    ...(isCrowd ? ['crowd_to_difficult'] : []),
    ...(dropped ? ['attributes_dropped'] : []),
  ];
  return { flags, others, changed };
}

/** The elements that every reader opens, and which attributes they have `said`. */
export function flagFields(attributes: Attributes) {
  const said = new Set<string>();
  const isCrowd = attributes['iscrowd'] === true;
  let flags = `\t\t<pose>${poseOf(attributes, said)}</pose>\n`;
  for (const name of FLAGS) {
    const value = attributes[name];
    if (name === 'occluded' && value === undefined) continue;
    const asCrowd = isCrowd && name === 'difficult';
    flags += `\t\t<${name}>${asCrowd || isSet(value) ? 1 : 0}</${name}>\n`;
    if (value === true && !asCrowd) said.add(name);
  }
  return { flags, said, isCrowd };
}

/** The pose, which is then `said`, where the element can say it as it is. */
function poseOf({ pose }: Attributes, said: Set<string>): string {
  if (typeof pose !== 'string' || !isPlainText(pose) || pose.toLowerCase() === 'unspecified') {
    return 'Unspecified';
  }
  said.add('pose');
  return xmlText(pose);
}

function isSet(value: unknown): boolean {
  if (typeof value === 'string') return /^(1|true)$/i.test(value);
  return value === true || (typeof value === 'number' && value > 0);
}

function attribute(name: string, value: unknown): string {
  const isText = typeof value === 'string' && isPlainText(value) && !/^(true|false)$/i.test(value);
  const isPlain = isText || typeof value === 'boolean';
  const text = isPlain ? String(value) : jsonText(value);
  const type = isPlain ? '' : `\t\t\t\t<type>${JSON_TYPE}</type>\n`;
  return `\t\t\t<attribute>
\t\t\t\t<name>${xmlText(name)}</name>\n\t\t\t\t<value>${xmlText(text)}</value>\n${type}\t\t\t</attribute>\n`;
}
