import type { ExportItem, ExportLabel, ExportOptions, ReportCounter } from '../../model.ts';
import { uprightBox } from '../../shapes/upright.ts';
import { OWN_DATABASE, STRICT_DATABASE } from '../own.ts';
import { attributeFields } from './attributes.ts';
import { plainCorners, strictCorners, type Size } from './corners.ts';
import { isPlainText, jsonText, xmlText } from './xml-text.ts';

/** The XML file of one item; without objects for a verified negative. */
export function annotationFile(
  item: ExportItem,
  size: Size,
  nameOf: (projectUid: string, label: ExportLabel) => string,
  { vocStrict }: ExportOptions,
  report: ReportCounter,
): string {
  const corners = vocStrict ? strictCorners : plainCorners;
  let text = headOf(item, size, vocStrict ? STRICT_DATABASE : OWN_DATABASE);
  for (const { projectUid, annotations } of item.results) {
    for (const { label, geometry, attributes } of annotations) {
      const upright = uprightBox(geometry);
      const place = 'lost' in upright ? upright : corners(upright.shape, size);
      if ('lost' in place) {
        report.lost(geometry.type, place.lost, item);
        continue;
      }
      const fields = attributeFields(attributes);
      const changed = 'changed' in upright ? [upright.changed] : [];
      report.written(geometry.type);
      for (const reason of [...changed, ...place.changed, ...fields.changed]) {
        if (reason) report.changed(geometry.type, reason, item);
      }
      const [xmin, ymin, xmax, ymax] = place.corners;
      text += `\t<object>\n\t\t<name>${xmlText(nameOf(projectUid, label))}</name>\n${fields.flags}\t\t<bndbox>
\t\t\t<xmin>${xmin}</xmin>\n\t\t\t<ymin>${ymin}</ymin>\n\t\t\t<xmax>${xmax}</xmax>\n\t\t\t<ymax>${ymax}</ymax>
\t\t</bndbox>\n${fields.others}\t</object>\n`;
    }
  }
  return `${text}</annotation>\n`;
}

/** The depth is that of a colour image: what it really is nobody has looked up. */
function headOf({ entry, key }: ExportItem, { width, height }: Size, database: string): string {
  // Only where the file name does not say it.
  const ownKey =
    key === entry && isPlainText(entry)
      ? ''
      : `\t<sheaf_key>${xmlText(jsonText(key))}</sheaf_key>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<annotation>
\t<folder>JPEGImages</folder>
\t<filename>${xmlText(entry)}</filename>
${ownKey}\t<source>
\t\t<database>${database}</database>
\t</source>
\t<size>
\t\t<width>${width}</width>
\t\t<height>${height}</height>
\t\t<depth>3</depth>
\t</size>
\t<segmented>0</segmented>
`;
}
