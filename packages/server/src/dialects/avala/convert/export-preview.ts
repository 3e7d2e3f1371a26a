import { fateName, type FormatFidelity } from '../../../catalog/exports/fidelity.ts';
import type { ExportPreview } from '../../../catalog/exports/preview.ts';
import { facts, shapes, type Fate, type Fidelity } from '../../../formats/fidelity/model.ts';
import { titleOf } from '../../../formats/fidelity/table.ts';

const keysOf = <Key extends string>(of: Record<Key, unknown>) => Object.keys(of) as Key[];

const toFate = (name: string, label: string, fate: Fate) => ({
  name,
  label,
  fate: fateName(fate),
  into: typeof fate === 'string' ? null : fate.converted,
});

function toShared(fidelity: Fidelity) {
  const { yoloTask, cocoTask, vocStrict } = fidelity.options;
  return {
    format: fidelity.format,
    options: {
      ...(yoloTask !== undefined && { yolo_task: yoloTask }),
      ...(cocoTask !== undefined && { coco_task: cocoTask }),
      ...(vocStrict !== undefined && { voc_strict: vocStrict }),
    },
    title: titleOf(fidelity),
    coordinates_within: fidelity.within,
    facts: keysOf(facts).map((fact) => toFate(fact, facts[fact], fidelity.facts[fact])),
  };
}

export const toFidelity = (fidelity: FormatFidelity) => ({
  ...toShared(fidelity),
  include_media: fidelity.includesMedia,
  kinds: keysOf(shapes).map((shape) => toFate(shape, shapes[shape], fidelity.shapes[shape])),
});

export function toPreview(preview: ExportPreview) {
  const { fidelity, items, withoutMedia, mediaBytes, proposed, estimated } = preview;
  const kinds = preview.kinds.map(({ shape, count }) => ({
    ...toFate(shape, shapes[shape], fidelity.shapes[shape]),
    count,
  }));
  const sum = (fate: string) =>
    kinds.filter((kind) => kind.fate === fate).reduce((total, { count }) => total + count, 0);
  return {
    ...toShared(fidelity),
    item_count: items,
    items_without_media: withoutMedia,
    media_bytes: mediaBytes,
    estimated,
    annotations: {
      ...{ kept: sum('kept'), converted: sum('converted'), lost: sum('lost') },
      proposed,
    },
    kinds,
  };
}
