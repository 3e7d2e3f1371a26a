import type { CreateExport, Dataset, Slice } from '../../api/types.ts';

/** What the form holds. */
export interface Choice {
  name: string;
  format: CreateExport['format'];
  yoloTask: NonNullable<CreateExport['yolo_task']>;
  cocoTask: NonNullable<CreateExport['coco_task']>;
  vocStrict: boolean;
  filter: string;
  /** uid; empty takes the whole dataset. */
  slice: string;
  /** Undefined: the format's default. */
  media: boolean | undefined;
  strict: boolean;
}

export const initial: Choice = {
  name: '',
  format: 'COCO',
  yoloTask: 'detect',
  cocoTask: 'instances',
  vocStrict: false,
  filter: '',
  slice: '',
  media: undefined,
  strict: false,
};

export const formats: CreateExport['format'][] = [
  'COCO',
  'YOLO',
  'VOC',
  'KITTI',
  'avala-json-external',
  'Manifest',
  'CSV',
  'JSONL',
  'Parquet',
  'WebDataset',
];

/** Formats whose archive has the images unless told otherwise; docs/exports.md. */
const withMedia: readonly string[] = ['YOLO', 'VOC', 'KITTI', 'WebDataset'];

export const includesMedia = ({ media, format }: Choice): boolean =>
  media ?? withMedia.includes(format);

/** The body of the request. */
export function bodyOf(choice: Choice, dataset: Pick<Dataset, 'uid'>, name: string): CreateExport {
  const { format, filter, slice, strict, media } = choice;
  return {
    name,
    format,
    datasets: slice === '' ? [dataset.uid] : [],
    slices: slice === '' ? [] : [slice],
    projects: [],
    ...(filter.trim() !== '' && { filter_query_string: filter.trim() }),
    strict,
    ...(media !== undefined && { include_media: media }),
    ...(format === 'YOLO' && { yolo_task: choice.yoloTask }),
    ...(format === 'COCO' && { coco_task: choice.cocoTask }),
    ...(format === 'VOC' && { voc_strict: choice.vocStrict }),
  };
}

export type SliceName = Pick<Slice, 'uid' | 'name'>;
