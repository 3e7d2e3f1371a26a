import { isImagePath } from '../../formats/files/images.ts';
import type { ByteRange, ImportSource, SourceFile } from '../../formats/model.ts';

/** A YOLO archive without its images: to its reader, every label file stands for one. They are listed, not read. */
class LabelsOnly implements ImportSource {
  readonly #inner: ImportSource;

  constructor(inner: ImportSource) {
    this.#inner = inner;
  }

  async *files(folder = '', suffixes?: readonly string[]): AsyncIterable<SourceFile> {
    if (folder !== 'images' && !folder.startsWith('images/')) {
      yield* this.#inner.files(folder, suffixes);
      return;
    }
    const labels = folder.replace(/^images/, 'labels');
    for await (const { path } of this.#inner.files(labels, ['.txt'])) {
      yield { path: path.replace(/^labels\//, 'images/').replace(/\.txt$/i, '.jpg'), size: 0 };
    }
  }

  stat(path: string): Promise<SourceFile | undefined> {
    return this.#inner.stat(path);
  }

  read(path: string, range?: ByteRange): AsyncIterable<Buffer> {
    return this.#inner.read(path, range);
  }
}

/** The source for the YOLO reader when the archive holds labels but no image; undefined when it has images. */
export async function withoutImages(source: ImportSource): Promise<ImportSource | undefined> {
  for await (const { path } of source.files('images')) if (isImagePath(path)) return undefined;
  for await (const file of source.files('labels', ['.txt'])) {
    return file.size >= 0 ? new LabelsOnly(source) : undefined;
  }
  return undefined;
}
