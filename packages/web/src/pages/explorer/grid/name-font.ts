import font from '@fontsource-variable/geist/files/geist-latin-wght-normal.woff2?url';

let loading: Promise<boolean> | undefined;

/** The app's font for a worker, which has none of the page's. False when it could not be loaded: another one stands in. */
export const loadNameFont = (): Promise<boolean> => (loading ??= load());

async function load(): Promise<boolean> {
  const face = new FontFace('Geist Variable', `url(${font})`, { weight: '100 900' });
  // The types of the library are those of a page.
  (self as unknown as { fonts: FontFaceSet }).fonts.add(face);
  return face.load().then(
    () => true,
    () => false,
  );
}
