import type { AnnotationChange, ClassChange, FieldChange } from '../../diff/model.ts';
import { enclosingBox } from '../../formats/geometry/box.ts';
import type { Geometry } from '../../formats/model.ts';
import type { ItemDifference } from './compare-sides.ts';

/** A value in a line of text, short. */
const shown = (value: unknown) => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

const fieldText = ({ field, from, to }: FieldChange) => `${field} ${shown(from)} -> ${shown(to)}`;

/** `car box at 10, 20, 30 x 40`: type, and the box around it. */
function place(geometry: Geometry): string {
  const name = geometry.type.replaceAll('_', ' ');
  if (geometry.type === 'cuboid') {
    const { x, y, z } = geometry.center;
    return `${name} at ${[x, y, z].map(round).join(', ')}`;
  }
  const box = enclosingBox(geometry);
  if (!box) return name;
  const [x, y, width, height] = box.map(round);
  return `${name} at ${x}, ${y}, ${width} x ${height}`;
}

/** Enough digits to see a difference, also in fractions. */
const round = (value: number) => Number(value.toPrecision(6));

/** An item that differs: a line, and a line for each thing that does, at most `limit`. */
export function itemLines(item: ItemDifference, limit: number): string[] {
  if (item.change !== 'changed') {
    return [`${item.change === 'added' ? '+' : '-'} ${item.key} (${item.annotations} annotations)`];
  }
  const { key, media, fields, metadata, annotations } = item;
  const lines = [
    ...(media ? [`media ${media}`] : []),
    ...fields.map(fieldText),
    ...metadata.map((one) => `metadata ${fieldText(one)}`),
    ...annotations.map(annotationText),
  ];
  const more = lines.length > limit ? [`... and ${lines.length - limit} more`] : [];
  return [`~ ${key}`, ...[...lines.slice(0, limit), ...more].map((line) => `    ${line}`)];
}

function annotationText(one: AnnotationChange): string {
  const also = 'attributes' in one ? one.attributes.map((field) => `; ${fieldText(field)}`) : [];
  switch (one.change) {
    case 'added':
      return `+ ${one.label} ${place(one.geometry)}`;
    case 'removed':
      return `- ${one.label} ${place(one.geometry)}`;
    case 'moved':
      return `moved: ${one.label} ${place(one.from)} -> ${place(one.to)}, IoU ${one.iou.toFixed(3)}${also.join('')}`;
    case 'class':
      return `class: ${one.from} -> ${one.to}, ${place(one.geometry)}${also.join('')}`;
    case 'attributes':
      return `attributes: ${one.label} ${place(one.geometry)}${also.join('')}`;
  }
}

export function classLine(one: ClassChange): string {
  switch (one.change) {
    case 'added':
      return `+ ${one.name}${one.index === undefined ? '' : ` (${one.index})`}`;
    case 'removed':
      return `- ${one.name}${one.index === undefined ? '' : ` (${one.index})`}`;
    case 'renumbered':
      return `~ ${one.name}: number ${one.from} -> ${one.to}`;
    case 'changed':
      return `~ ${one.name}: ${one.fields.map(fieldText).join('; ')}`;
  }
}
