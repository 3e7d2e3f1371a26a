import type { ExportItem } from '../../../formats/model.ts';
import { below, type BucketPlace } from '../../buckets/place.ts';
import { storeKey } from '../../buckets/store-key.ts';
import type { Catalog } from '../../context.ts';
import { toBytes } from '../snapshot/write.ts';
import { TextStream } from './text-stream.ts';

/** Objects written at a time: most of them wait for their fsync. */
const AT_ONCE = 16;

/** Writes the files of a version below its folder, several at a time; the first failure is thrown by whoever comes next. */
export class VersionFiles {
  readonly #catalog: Catalog;
  readonly #ownerUid: string;
  readonly #root: BucketPlace;
  readonly #running = new Set<Promise<void>>();
  #failure: { error: unknown } | undefined;

  constructor(catalog: Catalog, ownerUid: string, root: BucketPlace) {
    this.#catalog = catalog;
    this.#ownerUid = ownerUid;
    this.#root = root;
  }

  /** A file of any length. */
  stream(path: string): TextStream {
    return new TextStream(this.#catalog.store, this.#keyOf(path));
  }

  async write(path: string, content: string | Buffer | AsyncIterable<Buffer>): Promise<void> {
    if (this.#failure) throw this.#failure.error;
    const bytes =
      typeof content === 'string' || Buffer.isBuffer(content) ? toBytes(content) : content;
    const work = this.#catalog.store.write(this.#keyOf(path), bytes).then(
      () => undefined,
      (error: unknown) => {
        this.#failure ??= { error };
      },
    );
    this.#running.add(work);
    void work.then(() => this.#running.delete(work));
    if (this.#running.size >= AT_ONCE) await Promise.race(this.#running);
  }

  /** Copies the media of an item; false when it is not there. */
  async copyMedia(path: string, { media }: ExportItem): Promise<boolean> {
    if (!media) return false;
    await this.write(path, media.read());
    return true;
  }

  /** Waits for everything; throws the first failure. */
  async settle(): Promise<void> {
    await Promise.all(this.#running);
    if (this.#failure) throw this.#failure.error;
  }

  #keyOf(path: string): string {
    return storeKey(this.#ownerUid, below(this.#root, path));
  }
}
