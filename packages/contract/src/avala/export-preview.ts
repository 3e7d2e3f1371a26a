import { Type } from '../schema.ts';
import { Nullable, OneOf } from './common.ts';
import { cocoTasks, exportFormats, yoloTasks } from './exports.ts';

const Fate = OneOf(['kept', 'converted', 'lost']);

/** What becomes of one thing; `into` says what is made of it when it is converted. */
const fate = {
  name: Type.String(),
  label: Type.String({ description: 'In words.' }),
  fate: Fate,
  into: Nullable(Type.String()),
};

const options = Type.Object({
  yolo_task: Type.Optional(OneOf(yoloTasks)),
  coco_task: Type.Optional(OneOf(cocoTasks)),
  voc_strict: Type.Optional(Type.Boolean()),
});

const shared = {
  format: OneOf(exportFormats),
  options,
  title: Type.String(),
  coordinates_within: Type.Number({
    description: 'Greatest difference of a coordinate that is kept, in pixels; 0 is exact.',
  }),
  facts: Type.Array(Type.Object(fate), { description: 'What else is kept or not.' }),
};

export const ExportFormats = Type.Object({
  results: Type.Array(
    Type.Object({
      ...shared,
      include_media: Type.Boolean({ description: 'The default.' }),
      kinds: Type.Array(Type.Object(fate)),
    }),
  ),
});

const count = Type.Integer({ minimum: 0 });

export const ExportPreview = Type.Object({
  ...shared,
  item_count: count,
  items_without_media: count,
  media_bytes: count,
  estimated: Type.Boolean({ description: 'Whether numbers come from a sample.' }),
  annotations: Type.Object({ kept: count, converted: count, lost: count, proposed: count }),
  kinds: Type.Array(Type.Object({ ...fate, count })),
});
