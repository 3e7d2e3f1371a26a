import { inChunks } from '../chunks.ts';
import type { ArchiveSink, Split } from '../model.ts';

/** The lists of the VOC challenge, which KITTI's readers have taken over. */
const LISTS: readonly [name: string, splits: readonly Split[]][] = [
  ['train', ['train']],
  ['val', ['val']],
  ['trainval', ['train', 'val']],
  ['test', ['test']],
];

/**
 * `<folder>/train.txt`, `val.txt`, `trainval.txt` (both) and `test.txt`: one name per line. All four are always there,
 * because readers open the one they are told to. `names` gives those of the items that are of one of the splits.
 */
export async function writeLists(
  sink: ArchiveSink,
  folder: string,
  used: ReadonlySet<Split>,
  names: (splits: readonly Split[]) => AsyncIterable<string> | Iterable<string>,
): Promise<void> {
  for (const [list, splits] of LISTS) {
    const some = splits.some((split) => used.has(split));
    const content = some ? inChunks(lines(names(splits))) : '';
    await sink.entry(`${folder}/${list}.txt`, content);
  }
}

async function* lines(names: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  for await (const name of names) yield `${name}\n`;
}
