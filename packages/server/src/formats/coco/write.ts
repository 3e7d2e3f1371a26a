import { mapClasses } from '../classes.ts';
import { mediaPath, writeMedia } from '../media.ts';
import type { ExportFormat, ExportOptions, Split } from '../model.ts';
import { documentOf } from './document.ts';
import { hasSize } from './image-text.ts';

/**
 * `annotations/instances.json` (`person_keypoints.json` for keypoints alone) with every image, also those without an
 * object; media under `images/`. Items that have a split stand in `annotations/instances_<split>.json` instead. Categories
 * are the same in every file, and ids go on from one to the next, so that files can be put together again.
 */
export const coco: ExportFormat = {
  name: 'COCO',
  async write(source, sink, report, options) {
    const classes = mapClasses(source.projects, report);
    const used = { images: 0, annotations: 0 };
    const splits = source.splits.length > 0 ? source.splits : [null];
    for (const split of splits) {
      // All items are faster to read than those of a split.
      const only = splits.length > 1 ? { split } : {};
      const document = documentOf(
        { source, only, classes, used, report, options },
        await sink.later(),
      );
      await sink.entry(`annotations/${fileName(split, options)}`, document);
    }
    if (!options.includeMedia) return;
    for await (const item of source.items({ results: false })) {
      if (hasSize(item)) await writeMedia(sink, item, mediaPath(item));
    }
  },
};

function fileName(split: Split | null, { cocoTask }: ExportOptions): string {
  const name = cocoTask === 'keypoints' ? 'person_keypoints' : 'instances';
  return split === null ? `${name}.json` : `${name}_${split}.json`;
}
