import { inBlocks } from '../chunks.ts';
import type { ExportFormat, ExportItem, ExportOptions, ReportCounter } from '../model.ts';
import { jsonLine } from '../jsonl/line.ts';
import { objectRows } from '../rows/annotation.ts';
import { countItem, itemRow } from '../rows/item.ts';
import { labelRows } from '../rows/label.ts';
import { namesOf, type Names } from '../rows/names.ts';
import { tarEnd, tarFile, tarSize } from '../tar/write.ts';
import { mediaSuffix, sampleOf, shardName } from './names.ts';

/** Samples and bytes of a shard: large enough to be read in one go, small enough to be dealt out to many readers. */
const SHARD_SAMPLES = 10_000;
const SHARD_BYTES = 512 * 1024 * 1024;

/**
 * `shard-000000.tar` …: for each item its media, `.json` (the item's row with its annotations) and, when there is
 * exactly one classification, `.cls` (its class index); `labels.jsonl` beside the shards.
 */
export const webdataset: ExportFormat = {
  name: 'WebDataset',
  async write(source, sink, report, options) {
    await sink.entry('labels.jsonl', labelRows(source).map(jsonLine).join(''));
    const write: Writer = {
      names: namesOf(source),
      oneProject: source.projects.length === 1,
      report,
      options,
    };
    const items = source.items({ results: true })[Symbol.asyncIterator]();
    try {
      let next = await items.next();
      // A shard without a sample is an archive, too: an export of nothing can be opened.
      for (let index = 0; index === 0 || !next.done; index += 1) {
        const shard = async function* () {
          let [samples, bytes] = [0, 0];
          while (!next.done && samples < SHARD_SAMPLES && bytes < SHARD_BYTES) {
            for (const file of filesOf(next.value, write)) {
              yield* tarFile(file.path, file.size, file.content());
              bytes += tarSize(file.size);
            }
            samples += 1;
            next = await items.next();
          }
          yield tarEnd();
        };
        await sink.entry(shardName(index), inBlocks(shard()), { packed: true });
      }
    } finally {
      await items.return?.();
    }
  },
};

interface Writer {
  names: Names;
  oneProject: boolean;
  report: ReportCounter;
  options: ExportOptions;
}

interface TarFile {
  path: string;
  /** Bytes. */
  size: number;
  content: () => Iterable<Buffer> | AsyncIterable<Buffer>;
}

/** The files of an item's sample; counts the item and its annotations. */
function* filesOf(item: ExportItem, write: Writer): Generator<TarFile> {
  const { names, report, options } = write;
  countItem(item, options, report);
  const sample = sampleOf(item);
  const media = options.includeMedia ? item.media : undefined;
  const file = media && sample + mediaSuffix(item);
  if (media && file !== undefined) {
    yield { path: file, size: media.size, content: () => media.read() };
  }
  const annotations = objectRows(item, names, report);
  yield text(`${sample}.json`, jsonLine({ ...itemRow(item, file, names), annotations }));
  const index = write.oneProject ? onlyClass(item) : undefined;
  if (index !== undefined) yield text(`${sample}.cls`, `${index}`);
}

/** Class index of an item's only classification. */
function onlyClass({ results }: ExportItem): number | undefined {
  const found = results
    .flatMap(({ annotations }) => annotations)
    .filter(({ geometry }) => geometry.type === 'classification');
  return found.length === 1 ? found[0]?.label.classIndex : undefined;
}

function text(path: string, content: string): TarFile {
  const bytes = Buffer.from(content, 'utf8');
  return { path, size: bytes.length, content: () => [bytes] };
}
