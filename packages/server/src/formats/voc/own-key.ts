import { textOf, type XmlElement } from './xml.ts';

/** The key that our writer states where the file name cannot say it; a JSON string, to be checked as any other name. */
export function ownKey(annotation: XmlElement): string | undefined {
  const text = textOf(annotation, 'sheaf_key');
  if (text === '') return undefined;
  try {
    const key: unknown = JSON.parse(text);
    return typeof key === 'string' ? key : undefined;
  } catch {
    return undefined;
  }
}
