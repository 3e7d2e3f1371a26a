/** Larger images are refused: 268 megapixels is libvips' own guard against decompression bombs. */
const MAX_PIXELS = 0x3fff * 0x3fff;

export const THUMBNAIL_CONTENT_TYPE = 'image/webp';

/**
 * A WebP of at most `size` x `size` pixels, turned as its EXIF orientation says; never larger than the original.
 * `input` is the bytes or an absolute path. Throws when it cannot be decoded; a damaged image gives what is readable.
 */
export async function thumbnail(
  input: Buffer | string,
  { size = 384 }: { size?: number } = {},
): Promise<Buffer> {
  // Loaded with the first image: a server that starts should not wait for libvips.
  const { default: sharp } = await import('sharp');
  return sharp(input, { failOn: 'none', limitInputPixels: MAX_PIXELS, sequentialRead: true })
    .autoOrient()
    .resize(size, size, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .toBuffer();
}
