import type { ArchiveSink } from '../../formats/model.ts';
import type { Catalog } from '../context.ts';

/** Writes every file of an archive below a folder of the store as well; `keyOf` gives a file's key for its path. */
export function folderSink(
  { store }: Catalog,
  archive: ArchiveSink,
  keyOf: (path: string) => string,
): ArchiveSink {
  return {
    async entry(path, content, options) {
      const key = keyOf(path);
      await store.write(key, bytesOf(content));
      // What can be read only once comes from what has just been written.
      const again = typeof content === 'object' && Symbol.asyncIterator in content;
      await archive.entry(path, again ? store.read(key) : content, options);
    },
    async media(path, size, content) {
      await store.write(keyOf(path), content());
      await archive.media(path, size, content);
    },
    later: () => archive.later(),
  };
}

async function* bytesOf(content: string | Buffer | AsyncIterable<string | Buffer>) {
  if (typeof content === 'string' || Buffer.isBuffer(content)) yield Buffer.from(content);
  else for await (const chunk of content) yield Buffer.from(chunk);
}
