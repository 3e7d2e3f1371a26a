/** What the media probe can read; the suffix only says what to try. */
export const imageSuffixes = [
  '.jpg',
  '.jpeg',
  '.png',
  '.webp',
  '.bmp',
  '.gif',
  '.tif',
  '.tiff',
] as const;

/** Whether the file's name says that it is an image; the case of the suffix does not matter. */
export function isImagePath(path: string): boolean {
  const name = path.toLowerCase();
  return imageSuffixes.some((suffix) => name.endsWith(suffix));
}

/** Leftovers of operating systems that nobody means to import. */
const litter = new Set(['__macosx', 'thumbs.db', 'desktop.ini', '$recycle.bin']);

/** Whether a file or one of its folders is hidden (`.name`) or a leftover of an operating system. */
export function isHidden(path: string): boolean {
  return path.split('/').some((name) => name.startsWith('.') || litter.has(name.toLowerCase()));
}
