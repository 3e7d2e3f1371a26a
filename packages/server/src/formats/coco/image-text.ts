import type { ExportItem } from '../model.ts';
import { isEmpty } from '../text.ts';

/** Evaluators and trainers read the size of every image; COCO has no way to say that it is unknown. */
export function hasSize(item: ExportItem): boolean {
  return Boolean(item.width && item.height);
}

/** An element of `images`. */
export function imageText(id: number, item: ExportItem): string {
  const { entry, key, width, height, uid, metadata } = item;
  return JSON.stringify({
    ...{ id, file_name: entry, width, height, sheaf_uid: uid },
    ...(key === entry ? {} : { sheaf_key: key }),
    ...(isEmpty(metadata) ? {} : { metadata }),
  });
}
