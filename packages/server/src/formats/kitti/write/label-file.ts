import { exactSum, plainNumber } from '../../decimal.ts';
import type { Attributes, Box, ExportItem, ExportLabel, ReportCounter } from '../../model.ts';
import { uprightBox, type Upright } from '../../shapes/upright.ts';
import { DONT_CARE, FLAGS, UNKNOWN, type Flag } from '../own.ts';
import { fieldsOf, flagOf } from './fields.ts';
import { isDontCare } from './types.ts';

/** The rows of one item, and which flags they state: a bit per flag, in the order of `FLAGS`. */
export interface LabelFile {
  text: string;
  stated: number;
}

/** The label file of one item: a row of 15 columns per object; empty for a verified negative. */
export function labelFile(
  item: ExportItem,
  typeOf: (projectUid: string, label: ExportLabel) => string,
  report: ReportCounter,
): LabelFile {
  const stated = FLAGS.filter((name) =>
    item.results.some(({ annotations }) =>
      annotations.some(({ attributes }) => flagOf(name, attributes) !== undefined),
    ),
  );
  let text = '';
  for (const { projectUid, annotations } of item.results) {
    for (const { label, geometry, attributes } of annotations) {
      const upright = placeOf(geometry);
      if ('lost' in upright) {
        report.lost(geometry.type, upright.lost, item);
        continue;
      }
      const row = rowOf(typeOf(projectUid, label), upright.shape, attributes, stated);
      report.written(geometry.type);
      if (upright.changed) report.changed(geometry.type, upright.changed, item);
      for (const reason of row.changed) report.changed(geometry.type, reason, item);
      text += `${row.text}\n`;
    }
  }
  return { text, stated: bitsOf(stated) };
}

/** A bit per flag, in the order of `FLAGS`. */
const bitsOf = (stated: readonly Flag[]) =>
  FLAGS.reduce((bits, name, at) => bits | (stated.includes(name) ? 1 << at : 0), 0);

/** A cuboid's place in the camera's frame and in the image follows from a calibration, which nobody has stated. */
function placeOf(geometry: Parameters<typeof uprightBox>[0]): Upright {
  if (geometry.type === 'cuboid') return { lost: 'no_calibration' };
  const upright = uprightBox(geometry);
  if ('lost' in upright) return upright;
  const [, , width, height] = upright.shape;
  return width > 0 && height > 0 ? upright : { lost: 'zero_area' };
}

/** The columns of the place in space of an object that has none. */
const NOWHERE = fieldsOf({}).space.join(' ');

interface Row {
  text: string;
  changed: string[];
}

function rowOf(type: string, shape: Box, attributes: Attributes, stated: readonly Flag[]): Row {
  const [x, y, width, height] = shape;
  const box = [plainNumber(x), plainNumber(y), exactSum(x, width), exactSum(y, height)].join(' ');
  if (isDontCare(type) || attributes['iscrowd'] === true) {
    const text = `${DONT_CARE} ${UNKNOWN.flag} ${UNKNOWN.flag} ${UNKNOWN.angle} ${box} ${NOWHERE}`;
    return { text, changed: regionChanges(type, attributes) };
  }
  const { truncated, occluded, alpha, space, changed } = fieldsOf(attributes);
  // The item's other objects state it, so that a 0 says something here too.
  if (stated.some((name) => flagOf(name, attributes) === undefined)) changed.push('flag_assumed');
  return { text: [type, truncated, occluded, alpha, box, ...space].join(' '), changed };
}

/** A region comes back as `DontCare` with `iscrowd`, and as nothing else. */
function regionChanges(type: string, attributes: Attributes): string[] {
  const isSame = type === DONT_CARE && attributes['iscrowd'] === true;
  return isSame && Object.keys(attributes).length === 1 ? [] : ['region_to_dont_care'];
}
