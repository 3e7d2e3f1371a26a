import { avalaFidelity } from '../avala-json/fidelity.ts';
import { cocoFidelity } from '../coco/fidelity.ts';
import { kittiFidelity } from '../kitti/fidelity.ts';
import { manifestFidelity } from '../manifest/fidelity.ts';
import { rowsFidelity } from '../rows/fidelity.ts';
import { vocFidelity } from '../voc/fidelity.ts';
import { yoloFidelity } from '../yolo/fidelity.ts';
import { facts, shapes, type Fate, type Fidelity } from './model.ts';

/** Every format that can be written and read again, in the order of the documentation. */
export const fidelities: Fidelity[] = [
  ...avalaFidelity,
  ...cocoFidelity,
  ...yoloFidelity,
  ...vocFidelity,
  ...kittiFidelity,
  ...rowsFidelity,
  ...manifestFidelity,
];

/** `YOLO segment`: the format with what sets its options apart. */
export const titleOf = ({ format, options }: Fidelity): string =>
  [format, ...Object.values(options).map(String)].join(' ');

/** The tables of docs/formats.md: a row per format, what becomes of objects and of everything else. */
export function fidelityTables(): string {
  const cell = (fate: Fate) => (typeof fate === 'string' ? fate : `→ ${fate.converted}`);
  const objects = fidelities.map((one) => [
    titleOf(one),
    ...keysOf(shapes).map((shape) => cell(one.shapes[shape])),
    one.within === 0 ? 'exact' : `${one.within} px`,
  ]);
  const others = fidelities.map((one) => [
    titleOf(one),
    ...keysOf(facts).map((fact) => cell(one.facts[fact])),
  ]);
  const tables = [
    markdown(['Format', ...Object.values(shapes), 'coordinates'], objects),
    markdown(['Format', ...Object.values(facts)], others),
  ];
  return tables.join('\n\n');
}

function markdown(head: string[], rows: string[][]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const keysOf = <Key extends string>(of: Record<Key, unknown>) => Object.keys(of) as Key[];
