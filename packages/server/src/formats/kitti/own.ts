/** What Sheaf adds to a KITTI folder so that it can be read back: the names behind the numbers. */
export const OWN_LABELS = 'sheaf/labels.json';
/** One JSON object per line and item. */
export const OWN_ITEMS = 'sheaf/items.jsonl';

/** Where Datumaro looks for the types; without it, it numbers them by folder, and two folders do not fit together. */
export const TYPES_FILE = 'dataset_meta.json';

/** Characters of an item's metadata in its line: readers of lists cut lines of more than 65,536. */
export const MAX_METADATA = 50_000;

/** The type of regions that evaluators ignore. */
export const DONT_CARE = 'DontCare';

/** What stands where nothing is known of an object's place in space. */
export const UNKNOWN = { flag: -1, angle: -10, size: -1, location: -1000 } as const;

/**
 * The columns that have no such sign but in regions: readers take -1 for "yes" there, so that 0 stands for nothing known.
 * `items.jsonl` names those that an item's objects really state.
 */
export const FLAGS = ['truncated', 'occluded'] as const;
export type Flag = (typeof FLAGS)[number];
