import type { Attributes } from '../../formats/model.ts';

/** Texts that are remembered: more than there are combinations of a few flags, too few to look at memory. */
const REMEMBERED = 256;

/**
 * Reads the attributes of the annotations of a batch. Most of them say the same as many others: these share one frozen
 * object, which is read once, and by which writers know that its text will be the same again.
 */
export function attributesReader(): (text: string) => Attributes {
  const known = new Map<string, Attributes>();
  return (text) => {
    let attributes = known.get(text);
    if (attributes === undefined) {
      attributes = Object.freeze(JSON.parse(text) as Attributes);
      if (known.size < REMEMBERED) known.set(text, attributes);
    }
    return attributes;
  };
}
