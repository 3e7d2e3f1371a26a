import type { DatasetType, Sample, SampleType } from '@sheaf/contract/modelarts';
import type { StoredAnnotation } from '../../../catalog/annotations/model.ts';
import type { FoundItem } from '../../../catalog/items/search/model.ts';
import type { ProfiledDataset } from '../../../catalog/profiles/model.ts';
import type { Assigned } from '../../../catalog/team-tasks/of-items.ts';
import { longId } from '../ids.ts';
import { sampleHardness } from './label/hardness.ts';
import { toLabel } from './label/to-label.ts';
import { teamPart } from './team.ts';
import { fileOf, folderOf, placeOf } from './place.ts';

/** What a sample is shown with. */
export interface Beside {
  dataset: ProfiledDataset;
  /** Of the item, those that are to be shown first. */
  annotations: readonly StoredAnnotation[];
  /** Whether its proposals are shown, and not what has been confirmed. */
  proposals: boolean;
  /** Who labels it in a team; absent: nobody. */
  team?: readonly Assigned[] | undefined;
  /** Prefix of the links to the dataset's media. */
  media: string;
  /** Show the small picture instead of the whole one. */
  small: boolean;
  /** Show a link to the small picture beside it. */
  preview: boolean;
}

/** An item, or one as it was published, of which the size is not known. */
export type ShownItem = Omit<FoundItem, 'size_bytes'> & { size_bytes?: number };

const usages = { train: 'TRAIN', val: 'EVAL', test: 'TEST' } as const;

/** A sample of the list; what it has not is left out. */
export function toSample(item: ShownItem, beside: Beside): Sample {
  const { dataset, annotations, proposals } = beside;
  const kind = dataset.kind as DatasetType;
  const place = placeOf(dataset, item.key);
  const confirmed = annotations.filter((one) => one.state === 'confirmed');
  const shown = proposals ? annotations.filter((one) => one.state === 'proposed') : confirmed;
  const author = shown.findLast((one) => one.author !== null)?.author;
  const { text, usage } = item.metadata;
  const size = typeof text === 'string' ? Buffer.byteLength(text) : item.size_bytes;
  const isInference = item.split === null && usage === 'INFERENCE';
  return {
    sample_id: longId(item.uid),
    sample_name: fileOf(place),
    sample_dir: folderOf(place),
    sample_type: sampleTypeOf(kind, item),
    ...(size !== undefined && { sample_size: size }),
    sample_time: item.created_at.getTime(),
    sample_status: statusOf(confirmed.length, annotations.length),
    ...(item.split && { sample_usage: usages[item.split] }),
    ...(isInference && { sample_usage: usage }),
    labels: shown.map((one) => toLabel(one, kind)),
    metadata: metadataOf(item),
    ...sourceOf(item, beside),
    ...(typeof text === 'string' && { sample_data: [text] }),
    ...(author && { annotated_by: author }),
    ...teamPart(beside.team ?? []),
  };
}

const statusOf = (confirmed: number, all: number) =>
  confirmed > 0 ? 'MANUAL_ANNOTATION' : all > 0 ? 'AUTO_ANNOTATION' : 'UN_ANNOTATION';

/** A frame of a video is an image. */
export function sampleTypeOf(kind: DatasetType, { content_type: type }: ShownItem): SampleType {
  if (kind === 600) return type?.startsWith('image/') ? 0 : 6;
  if (kind === 400) return 4;
  if (kind === 900) return 9;
  return kind >= 200 ? 2 : kind >= 100 ? 1 : 0;
}

/** The service's own members; what else is kept with an item is its owner's. */
function metadataOf({ metadata, width, height }: ShownItem): Record<string, unknown> {
  const { parent } = metadata;
  const own = Object.entries(metadata).filter(([name]) => name.startsWith('@modelarts:'));
  return {
    ...(parent !== undefined && { '@modelarts:parent_source': parent }),
    ...Object.fromEntries(own),
    ...sampleHardness(metadata),
    // How deep the pixels are is not held; the document allows to leave it out.
    ...(width !== null && height !== null && { '@modelarts:size': [width, height] }),
  };
}

function sourceOf(item: ShownItem, { media, small, preview }: Beside): Partial<Sample> {
  const { text } = item.metadata;
  if (!item.has_media) return typeof text === 'string' ? { source: `content://${text}` } : {};
  const isImage = item.content_type?.startsWith('image/') === true;
  const link = (what: string) => `${media}${item.uid}/${what}`;
  return {
    source: link(small && isImage ? 'thumbnail' : 'original'),
    ...(preview && isImage && { preview: link('thumbnail') }),
  };
}
