import type {
  ExportAnnotation,
  ExportItem,
  ExportLabel,
  ExportSource,
} from '../../../formats/model.ts';
import type { Catalog } from '../../context.ts';
import { mediaOf } from '../../exports/items.ts';
import { readLines } from './read.ts';
import type { SnapshotHead, SnapshotItem } from './model.ts';

/** A version as an export reads it: what it was, whatever has become of its dataset. */
export function versionSource(
  catalog: Catalog,
  folder: string,
  head: SnapshotHead,
  { includeMedia, info }: { includeMedia: boolean; info: ExportSource['info'] },
): ExportSource {
  const labels = new Map(
    head.projects.map(({ uid, labels }) => [
      uid,
      new Map(labels.map((label) => [label.classIndex, label])),
    ]),
  );
  return {
    info,
    datasets: [head.dataset],
    projects: head.projects,
    splits: head.splits,
    async *items(want) {
      for await (const line of readLines(catalog.store, folder)) {
        const item = JSON.parse(line) as SnapshotItem;
        if (want.split !== undefined && item.split !== want.split) continue;
        yield await itemOf(catalog, head, labels, item, { ...want, includeMedia });
      }
    },
  };
}

async function itemOf(
  catalog: Catalog,
  head: SnapshotHead,
  labels: ReadonlyMap<string, ReadonlyMap<number, ExportLabel>>,
  item: SnapshotItem,
  { includeMedia, results }: { includeMedia: boolean; results: boolean },
): Promise<ExportItem> {
  const { uid, key, ref, entry, width, height, metadata, split, type, sha256 } = item;
  const row = {
    media: item.media,
    content_type: type,
    content_sha256: sha256 === null ? null : Buffer.from(sha256, 'hex'),
  };
  const media = includeMedia ? await mediaOf(catalog, row) : undefined;
  return {
    ...{
      uid,
      datasetUid: head.dataset.uid,
      key,
      refId: ref,
      entry,
      width,
      height,
      metadata,
      split,
    },
    results: results
      ? item.results.map(({ annotations, ...result }) => ({
          ...result,
          annotations: annotations.map(({ label, ...rest }): ExportAnnotation => {
            const known = labels.get(result.projectUid)?.get(label);
            if (!known) throw new Error(`Annotation ${rest.uid} has a label of another project`);
            return { ...rest, label: known };
          }),
        }))
      : [],
    ...(media && { media }),
  };
}
