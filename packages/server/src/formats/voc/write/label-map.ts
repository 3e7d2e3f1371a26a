import type { ClassMap } from '../../classes.ts';
import type { ReportCounter } from '../../model.ts';
import { LABEL_MAP_HEADER } from '../label-map.ts';

/**
 * `labelmap.txt` as CVAT and Datumaro have it, `name:r,g,b::` per class: without it they know the 20 classes of the
 * challenge only. A name with a colon or a hash mark at its start has no form there and is reported.
 */
export function labelMap(
  { classes }: ClassMap,
  names: ReadonlyMap<number, string>,
  report: ReportCounter,
): string {
  let text = `${LABEL_MAP_HEADER}\n`;
  for (const { index, label, project } of classes) {
    const name = names.get(index) ?? label.name;
    if (name.includes(':') || name.startsWith('#')) {
      report.labelChanged('not_in_label_map', project.name, label.name);
      continue;
    }
    text += `${name}:${rgb(label.color)}::\n`;
  }
  return text;
}

/** `#RRGGBB` as three numbers; nothing for a colour of another form. */
function rgb(color: string): string {
  const [, digits = ''] = /^#([0-9a-f]{6})$/i.exec(color) ?? [];
  return (digits.match(/../g) ?? []).map((part) => parseInt(part, 16)).join(',');
}
