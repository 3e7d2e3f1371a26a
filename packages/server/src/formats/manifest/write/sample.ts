import { isLabelled } from '../../labelled.ts';
import type { ExportItem, ExportLabel, ReportCounter } from '../../model.ts';
import { CONTENT, OWN_KEY, sampleTypes, type Sample, type SampleAnnotation } from '../model.ts';
import { keyOfPlace } from '../places.ts';
import { TEXT } from '../read/item.ts';
import { lineAnnotation, passageIds, type Medium } from './annotation.ts';
import { provenanceOf } from './provenance.ts';
import { usageOf } from './usage.ts';
import { vocFile, type NamedObject } from './voc.ts';

/** Where a file goes, and how the manifest names it. */
export interface Place {
  path: string;
  location: string;
}

/** What a writer of manifests must know beside the item. */
export interface SampleOptions {
  /** The class's name in the whole output. */
  nameOf(projectUid: string, label: ExportLabel): string;
  /** How the manifest names the item's media. Not asked for a text that is in the item. */
  sourceOf(item: ExportItem): string;
  annotationPlace(item: ExportItem): Place;
  maskPlace(item: ExportItem): Place;
  /** Labelled images without objects have an annotation file, too. Masks are written for all, for none, or where there are some. */
  files?: 'detection' | 'segmentation';
}

export interface WrittenSample {
  sample: Sample;
  /** What the manifest names. */
  files: { path: string; content: string | Buffer }[];
}

/** The line of an item and the files that it names; counts what is written of its annotations and what is lost. */
export function sampleOf(
  item: ExportItem,
  options: SampleOptions,
  report: ReportCounter,
): WrittenSample {
  const medium = mediumOf(item);
  const source = textOf(item) === undefined ? options.sourceOf(item) : CONTENT + textOf(item);
  const lines: SampleAnnotation[] = [];
  const objects: NamedObject[] = [];
  const all = item.results.flatMap(({ annotations }) => annotations);
  const ids = passageIds(all);
  for (const { projectUid, annotations } of item.results) {
    for (const annotation of annotations) {
      const name = options.nameOf(projectUid, annotation.label);
      const line = lineAnnotation(annotation, name, medium, ids);
      if (line) {
        lines.push(line);
        report.written(annotation.geometry.type);
      } else objects.push({ name, annotation });
    }
  }
  const written = filesOf(item, source, objects, options, report);
  const sample: Sample = {
    source,
    ...usageOf(item.split),
    id: item.uid.replaceAll('-', ''),
    ...(isLabelled(item) && { annotations: [...lines, ...written.annotations] }),
    property: propertyOf(item, source),
    sampleType: sampleTypes[medium],
    ...hardnessOf(item),
  };
  return { sample, files: written.files };
}

function filesOf(
  item: ExportItem,
  source: string,
  objects: readonly NamedObject[],
  options: SampleOptions,
  report: ReportCounter,
): { annotations: SampleAnnotation[]; files: WrittenSample['files'] } {
  const isNegative = options.files !== undefined && isLabelled(item);
  if (objects.length === 0 && !isNegative) return { annotations: [], files: [] };
  const hasMasks = objects.some(
    ({ annotation }) => annotation.geometry.type === 'segmentation_mask',
  );
  const segments = options.files === undefined ? hasMasks : options.files === 'segmentation';
  const place = options.annotationPlace(item);
  const mask = segments ? options.maskPlace(item) : undefined;
  const file = vocFile(item, source, objects, report, mask?.location);
  const files: WrittenSample['files'] = [{ path: place.path, content: file.text }];
  if (mask && file.mask) files.push({ path: mask.path, content: file.mask });
  const type = segments ? 'image_segmentation' : 'object_detection';
  const annotation = {
    type,
    location: place.location,
    ...provenanceOf(objects.map((one) => one.annotation)),
    property: {},
  } as const;
  return { annotations: [annotation], files };
}

const textOf = ({ metadata }: ExportItem): string | undefined => {
  const text = metadata[TEXT];
  return typeof text === 'string' ? text : undefined;
};

/** What the item is, by what it holds and what is said of it. */
function mediumOf(item: ExportItem): Medium {
  if (textOf(item) !== undefined) return 'text';
  const types = new Set(
    item.results.flatMap(({ annotations }) => annotations.map(({ geometry }) => geometry.type)),
  );
  if (types.has('audio_span') || types.has('transcript')) return 'audio';
  if (types.has('text_span') || types.has('text_relation')) return 'text';
  return /\.(wav|mp3|m4a|flac|ogg|aac)$/i.test(item.key) ? 'audio' : 'image';
}

/** The metadata as it is, and the key where the source does not say it. */
function propertyOf(item: ExportItem, source: string): Record<string, unknown> {
  const { hard, hard_coefficient: coefficient, [TEXT]: text, ...metadata } = item.metadata;
  const { width, height } = item;
  return {
    ...metadata,
    ...(hard !== undefined && typeof hard !== 'boolean' && { hard }),
    ...(coefficient !== undefined &&
      typeof coefficient !== 'number' && { hard_coefficient: coefficient }),
    ...(text !== undefined && typeof text !== 'string' && { [TEXT]: text }),
    ...(width !== null && height !== null && { '@modelarts:size': [width, height, 3] }),
    ...(keyOfPlace(source) !== item.key && { [OWN_KEY]: item.key }),
  };
}

function hardnessOf({ metadata }: ExportItem): Pick<Sample, 'hard' | 'hardCoefficient'> {
  const { hard, hard_coefficient: coefficient } = metadata;
  return {
    ...(typeof hard === 'boolean' && { hard }),
    ...(typeof coefficient === 'number' && { hardCoefficient: coefficient }),
  };
}
