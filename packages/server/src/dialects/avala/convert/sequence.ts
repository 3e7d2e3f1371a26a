import { DEFAULT_VIEW, type FrameItem } from '../../../catalog/sequences/frames.ts';
import type { Sequence } from '../../../catalog/sequences/list.ts';

/** `media` is the link prefix of the dataset. */
export function toSequence(row: Sequence, media: string) {
  return {
    uid: row.uid,
    key: row.key,
    status: row.status,
    featured_image: row.featured_item_uid ? `${media}${row.featured_item_uid}/thumbnail` : null,
    number_of_frames: row.number_of_frames,
    views: row.views.map((view) => ({
      key: view || DEFAULT_VIEW,
      load: `${media}sequences/${row.uid}/${encodeURIComponent(view || DEFAULT_VIEW)}/`,
      metrics: null,
    })),
    custom_uuid: null,
    crop_data: null,
    predefined_labels: [],
    metrics: null,
    dataset_uid: row.dataset_uid,
    allow_lidar_calibration: false,
    lidar_calibration_enabled: false,
    camera_calibration_enabled: false,
  };
}

/** Frames in order, each with one image per view. */
export function toFrames(items: FrameItem[], media: string) {
  const frames = new Map<number, ReturnType<typeof emptyFrame>>();
  for (const item of items) {
    const frame = frames.get(item.frame_index) ?? emptyFrame(item);
    const url = item.has_media ? `${media}${item.uid}/original` : null;
    frame.images.push({
      image_url: url,
      item_uid: item.uid,
      camera_id: item.view_key,
      width: item.width,
      height: item.height,
    });
    if (url !== null) frame.image_urls.push(url);
    frames.set(item.frame_index, frame);
  }
  return [...frames.values()];
}

interface FrameImage {
  image_url: string | null;
  item_uid: string;
  camera_id: string;
  width: number | null;
  height: number | null;
}

function emptyFrame(item: FrameItem) {
  return {
    frame_index: item.frame_index,
    key: item.key,
    images: [] as FrameImage[],
    image_urls: [] as string[],
  };
}
