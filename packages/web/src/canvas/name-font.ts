import font from '@fontsource-variable/geist/files/geist-latin-wght-normal.woff2?url';

let loading: Promise<void> | undefined;
let settled = false;

/** Whether names can be drawn: a worker that draws with a font before it is there never finds it (Chromium 156). */
export const hasNameFont = (): boolean => settled;

/** Gives a worker, which has none of the page's, the app's font; another one stands in when it cannot be loaded. */
export const loadNameFont = (): Promise<void> => (loading ??= load());

async function load(): Promise<void> {
  const face = new FontFace('Geist Variable', `url(${font})`, { weight: '100 900' });
  // The types of the library are those of a page.
  (self as unknown as { fonts: FontFaceSet }).fonts.add(face);
  await face.load().catch(() => undefined);
  settled = true;
}
