import type { DatasetType, LabelType } from '@sheaf/contract/modelarts';

/** Key identifiers of each type; the document gives those of 1 as its example. */
export const tagsOf: Record<DatasetType, string[]> = {
  0: ['Image', 'Image classification'],
  1: ['Image', 'Object detection'],
  3: ['Image', 'Image segmentation'],
  100: ['Text', 'Text classification'],
  101: ['Text', 'Named entity recognition'],
  102: ['Text', 'Text triplet'],
  200: ['Audio', 'Sound classification'],
  201: ['Audio', 'Speech content'],
  202: ['Audio', 'Speech paragraph labeling'],
  400: ['Table'],
  600: ['Video', 'Video labeling'],
  900: ['Custom format'],
};

/** `support_export` lists these. */
export const exportable: DatasetType[] = [0, 1, 900];

export const TABLE: DatasetType = 400;

/** A label has its dataset's type; tables and free formats have labels of no type. */
export const labelTypeOf = (type: DatasetType): LabelType | undefined =>
  type === 400 || type === 900 ? undefined : type;
