import type { Geometry, Passage } from '../model.ts';

type Fields = Readonly<Record<string, unknown>>;

export const isPassage = (geometry: Geometry): geometry is Passage =>
  geometry.type === 'text_span' ||
  geometry.type === 'text_relation' ||
  geometry.type === 'audio_span' ||
  geometry.type === 'transcript';

/** What a passage says beside its type. */
export function passageFields(passage: Passage): Fields {
  const { type: _type, ...fields } = passage;
  return fields;
}

/** The passage of that type; undefined when the fields are not its own, or the type is none of a passage. */
export function readPassage(type: unknown, fields: Fields): Passage | undefined {
  const { start, end, from, to, content } = fields;
  switch (type) {
    case 'text_span':
    case 'audio_span':
      if (typeof start !== 'number' || typeof end !== 'number') return undefined;
      return { type, start, end };
    case 'text_relation':
      return typeof from === 'string' && typeof to === 'string' ? { type, from, to } : undefined;
    case 'transcript':
      return typeof content === 'string' ? { type, content } : undefined;
    default:
      return undefined;
  }
}

/** Whether a passage can be one: it begins before it ends, and names what it joins. */
export function isPossible(passage: Passage): boolean {
  switch (passage.type) {
    case 'text_span':
      return (
        Number.isSafeInteger(passage.start) && Number.isSafeInteger(passage.end) && inOrder(passage)
      );
    case 'audio_span':
      return Number.isFinite(passage.start) && Number.isFinite(passage.end) && inOrder(passage);
    case 'text_relation':
      return passage.from !== '' && passage.to !== '';
    case 'transcript':
      return true;
  }
}

const inOrder = ({ start, end }: { start: number; end: number }) => start >= 0 && start < end;
