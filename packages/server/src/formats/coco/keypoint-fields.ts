import type { ExportAnnotation } from '../model.ts';
import { cocoShape, type CocoShape } from './fields.ts';

/**
 * As `cocoShape`, for a file of keypoints: every object has as many points as its label names, as evaluators want it;
 * those without any have zeros, and evaluators pass over them. Objects of labels that name none are lost.
 */
export function cocoKeypoints(annotation: ExportAnnotation): CocoShape {
  const { geometry, label } = annotation;
  const count = label.keypoints?.length ?? 0;
  if (count === 0) return { lost: 'label_without_keypoints' };
  if (geometry.type === 'keypoints') {
    const points = geometry.points.slice(0, count);
    const shape = cocoShape({ ...annotation, geometry: { ...geometry, points } });
    const isCut = geometry.points.slice(count).some(([, , visibility]) => visibility > 0);
    return isCut && !('lost' in shape) ? extended(shape, '', 'keypoints_cut') : shape;
  }
  const shape = cocoShape(annotation);
  if ('lost' in shape) return shape;
  const zeros = new Array<number>(count * 3).fill(0).join(',');
  return extended(shape, `,"keypoints":[${zeros}],"num_keypoints":0`, 'keypoints_missing');
}

function extended(
  { fields, changed = [], ...rest }: Exclude<CocoShape, { lost: string }>,
  more: string,
  reason: string,
): CocoShape {
  return { ...rest, fields: fields + more, changed: [...changed, reason] };
}
