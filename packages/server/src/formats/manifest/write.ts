import { mapClasses } from '../classes.ts';
import { splitExtension } from '../entry.ts';
import { isLabelled } from '../labelled.ts';
import { mediaPath, writeMedia } from '../media.ts';
import type {
  ArchiveSink,
  ExportFormat,
  ExportItem,
  ExportOptions,
  ExportSource,
  ReportCounter,
} from '../model.ts';
import { classNames } from '../voc/write/class-names.ts';
import { isContent } from './read/sample.ts';
import { MANIFEST } from './places.ts';
import { sampleLine } from './print.ts';
import { sampleOf, type SampleOptions } from './write/sample.ts';

/**
 * `dataset.manifest` with a line per item, `annotation/*.xml` and `segmentationClassRaw/*.png` for what a line cannot say,
 * and the media under `images/` when it is wanted.
 */
export const manifest: ExportFormat = {
  name: 'Manifest',
  async write(source, sink, report, options) {
    const classes = mapClasses(source.projects, report);
    const names = classNames(classes, report);
    const nameOf: SampleOptions['nameOf'] = (project, label) =>
      names.get(classes.indexOf(project, label)) ?? label.name;
    // An archive takes one entry after the other: first the lines, then what they name.
    await sink.entry(MANIFEST, lines(source, { nameOf, ...places }, report, options));
    await writeFiles(source, sink, { nameOf, ...places }, options);
  },
};

const stemOf = ({ entry }: ExportItem) => splitExtension(entry).stem;

const beside = (path: string) => ({ path, location: `./${path}` });

const places: Omit<SampleOptions, 'nameOf'> = {
  sourceOf: (item) => mediaPath(item),
  annotationPlace: (item) => beside(`annotation/${stemOf(item)}.xml`),
  maskPlace: (item) => beside(`segmentationClassRaw/${stemOf(item)}.png`),
};

async function* lines(
  source: ExportSource,
  options: SampleOptions,
  report: ReportCounter,
  { includeMedia }: ExportOptions,
): AsyncGenerator<string> {
  for await (const item of source.items({ results: true, provenance: true })) {
    const { sample } = sampleOf(item, options, report);
    if (includeMedia && !item.media && !isContent(sample)) report.itemLost('media_missing', item);
    else report.item(item);
    yield sampleLine(sample);
  }
}

async function writeFiles(
  source: ExportSource,
  sink: ArchiveSink,
  options: SampleOptions,
  { includeMedia }: ExportOptions,
): Promise<void> {
  for await (const item of source.items({ results: true })) {
    if (isLabelled(item)) {
      const { files } = sampleOf(item, options, uncounted);
      for (const { path, content } of files) await sink.entry(path, content);
    }
    if (includeMedia) await writeMedia(sink, item, mediaPath(item));
  }
}

/** They were counted when the lines were written. */
const uncounted: ReportCounter = {
  written: () => undefined,
  changed: () => undefined,
  lost: () => undefined,
  item: () => undefined,
  itemChanged: () => undefined,
  itemSkipped: () => undefined,
  itemLost: () => undefined,
  labelChanged: () => undefined,
};
