import { count, plural } from './numbers.ts';

export const charts = {
  title: 'Charts',
  of: (items: number) => plural(items, 'item'),
  lead: 'A click on any mark adds it to the filter.',
  clear: 'Clear the filter',
  filter: 'Filter',
  explore: 'Show in the explorer',
  estimated: 'Estimated from a part of the items.',
  nothing: 'There is nothing to draw here.',
  asTable: 'As a table',
  labels: 'Classes',
  perItem: 'Annotations per item',
  area: 'Box size, px²',
  heatMap: 'Where boxes are',
  heatMapOf: 'Boxes of',
  allLabels: 'All classes',
  heatMapLead: 'Every image as a square; how many boxes cover a place.',
  cell: (column: number, row: number) => `column ${column}, row ${row}`,
  heatMapCell: (column: number, row: number, boxes: number) =>
    `column ${column}, row ${row}: ${plural(boxes, 'box', 'boxes')}`,
  cooccurrence: 'Classes that stand together',
  cooccurrenceCell: (a: string, b: string, items: number) =>
    `${a} and ${b}: ${plural(items, 'item')}`,
  attributes: 'Attributes',
  splits: 'Splits',
  value: 'Value',
  items: 'Items',
  boxes: 'Boxes',
  tooltip: (name: string, items: number) => `${name}: ${count(items)} items`,
  between: (from: string, to: string) => `${from} – ${to}`,
} as const;
