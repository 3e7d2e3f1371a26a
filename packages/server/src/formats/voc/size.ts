import { child, textOf, type XmlElement } from './xml.ts';

/** The stated size in pixels; tools that did not look write zeros. */
export function readSize(annotation: XmlElement): { width: number; height: number } | undefined {
  const size = child(annotation, 'size');
  const [width, height] = [Number(textOf(size, 'width')), Number(textOf(size, 'height'))];
  const isSize =
    Number.isSafeInteger(width) && Number.isSafeInteger(height) && width > 0 && height > 0;
  return isSize ? { width, height } : undefined;
}
