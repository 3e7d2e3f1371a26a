import { boxAround, corners } from '../geometry/box.ts';
import { countsArea, countsFill, decodeCounts } from '../geometry/rle.ts';
import { StoredPolygon } from '../geometry/stored-polygon.ts';
import type { ExportAnnotation, Keypoints, SegmentationMask } from '../model.ts';
import { ringsArea } from '../shapes/area.ts';
import { isFiniteGeometry } from '../shapes/finite.ts';

/**
 * The fields of a COCO annotation that come from its shape, as the inside of a JSON object, with what had to be
 * changed; or why it has none. `outline`: its `segmentation` and `area` are to be written from these parts.
 */
export type CocoShape = { fields: string; outline?: string; changed?: string[] } | { lost: string };

/** Pixels, as everywhere in COCO; polygons are flat lists, masks run lengths. */
export function cocoShape({ geometry, label, attributes }: ExportAnnotation): CocoShape {
  if (!isFiniteGeometry(geometry)) return { lost: 'not_finite' };
  const iscrowd = attributes['iscrowd'] === true ? 1 : 0;
  switch (geometry.type) {
    case 'bounding_box': {
      const { x, y, width, height } = geometry;
      if (!geometry.rotation) {
        const area = finite(width * height);
        // Put together by hand: nearly all objects are plain boxes.
        return {
          fields: `"bbox":[${x},${y},${width},${height}],"iscrowd":${iscrowd},"segmentation":[],"area":${area}`,
        };
      }
      const segmentation = [corners(geometry)];
      const bbox = boxAround(...segmentation);
      const fields = inside({ bbox, iscrowd, segmentation, area: width * height });
      return { fields, changed: ['rotated_box_to_polygon'] };
    }
    case 'polygon': {
      if (geometry instanceof StoredPolygon) {
        const bbox = geometry.boxText.replaceAll(', ', ',');
        return { fields: `"bbox":${bbox},"iscrowd":${iscrowd}`, outline: geometry.partsText };
      }
      const { box, parts } = geometry;
      return {
        fields: inside({ bbox: box, iscrowd, segmentation: parts, area: ringsArea(parts) }),
      };
    }
    case 'segmentation_mask':
      return maskShape(geometry, iscrowd);
    case 'keypoints':
      return keypointShape(geometry, iscrowd, label.keypoints?.length ?? 0);
    case 'polyline':
    case 'cuboid':
    case 'classification':
    case 'text_span':
    case 'text_relation':
    case 'audio_span':
    case 'transcript':
      return { lost: 'type_not_supported' };
  }
}

function maskShape({ size, counts, box }: SegmentationMask, iscrowd: 0 | 1): CocoShape {
  const runs = decodeCounts(counts);
  // Readers in C trust the runs with their memory.
  if (!runs || !countsFill(runs, size[0], size[1])) return { lost: 'mask_broken' };
  // Crowds as plain lists, as in the official files; single objects in the compressed form.
  const segmentation = { counts: iscrowd ? runs : counts, size };
  return { fields: inside({ bbox: box, iscrowd, segmentation, area: countsArea(runs) }) };
}

function keypointShape(geometry: Keypoints, iscrowd: 0 | 1, expected: number): CocoShape {
  const { points, box, parts = [] } = geometry;
  const keypoints = points.flat();
  const missing = Math.max(0, expected - points.length);
  // Evaluators want the category's number of points in every object.
  for (let added = 0; added < missing; added += 1) keypoints.push(0, 0, 0);
  const fields = inside({
    bbox: box,
    iscrowd,
    segmentation: parts,
    area: parts.length > 0 ? ringsArea(parts) : box[2] * box[3],
    keypoints,
    num_keypoints: points.filter(([, , visibility]) => visibility > 0).length,
  });
  return missing > 0 ? { fields, changed: ['keypoints_padded'] } : { fields };
}

/** The text of an object without its braces. */
function inside(fields: object): string {
  return JSON.stringify(fields).slice(1, -1);
}

/** JSON has no infinity: the product of two finite numbers may be one. */
function finite(product: number): number | null {
  return Number.isFinite(product) ? product : null;
}
