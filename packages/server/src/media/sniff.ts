/** Bytes that `sniffContentType` wants to see. */
export const SNIFF_BYTES = 64;

interface Signature {
  contentType: string;
  matches(head: Buffer): boolean;
}

const at =
  (offset: number, ...texts: string[]) =>
  (head: Buffer) =>
    texts.some((text) => head.toString('latin1', offset, offset + text.length) === text);

const isAvif = at(8, 'avif', 'avis');
const isVideoBrand = at(8, 'isom', 'iso2', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'M4V ');
const isFtyp = at(4, 'ftyp');
const isRiff = at(0, 'RIFF');
const isWebp = at(8, 'WEBP');
const isWave = at(8, 'WAVE');

/** The allow-list of what Sheaf serves under its own type. SVG and HTML are not in it on purpose: they run scripts. */
const signatures: Signature[] = [
  { contentType: 'image/jpeg', matches: at(0, '\xff\xd8\xff') },
  { contentType: 'image/png', matches: at(0, '\x89PNG\r\n\x1a\n') },
  { contentType: 'image/webp', matches: (head) => isRiff(head) && isWebp(head) },
  { contentType: 'image/gif', matches: at(0, 'GIF87a', 'GIF89a') },
  // 40, 108 and 124 are the lengths of the headers in use; "BM" alone is two letters of any text.
  {
    contentType: 'image/bmp',
    matches: (head) =>
      at(0, 'BM')(head) && head.length >= 26 && [40, 108, 124].includes(head.readUInt32LE(14)),
  },
  { contentType: 'image/tiff', matches: at(0, 'II*\0', 'MM\0*') },
  { contentType: 'image/avif', matches: (head) => isFtyp(head) && isAvif(head) },
  { contentType: 'audio/wav', matches: (head) => isRiff(head) && isWave(head) },
  { contentType: 'audio/flac', matches: at(0, 'fLaC') },
  // Behind a tag, or at once with a frame of layer III.
  { contentType: 'audio/mpeg', matches: at(0, 'ID3', '\xff\xfb', '\xff\xf3', '\xff\xf2') },
  { contentType: 'video/mp4', matches: (head) => isFtyp(head) && isVideoBrand(head) },
];

/** The type that the first bytes show, whatever the file's name says; undefined for everything not allowed. */
export function sniffContentType(head: Buffer): string | undefined {
  return signatures.find((signature) => signature.matches(head))?.contentType;
}

const servable = new Set(signatures.map((signature) => signature.contentType));

/** The type to serve bytes under: one of the allow-list, else `application/octet-stream`. */
export function servedContentType(contentType: string | null | undefined): string {
  return contentType && servable.has(contentType) ? contentType : 'application/octet-stream';
}
