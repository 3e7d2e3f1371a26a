import type { Client } from './client.ts';
import { exportOf } from './fixtures.ts';
import { download, unzip } from './zip.ts';

/** `[x, y, width, height]` in pixels. */
export interface LabelledBox {
  label: string;
  box: [number, number, number, number];
}

interface Document {
  datasets: { items: { uid: string; ref_id: string }[] }[];
  results: {
    dataset_item_uid: string;
    annotations: {
      label: string;
      type: string;
      coordinates: { x: number; y: number; width: number; height: number };
    }[];
  }[];
}

/** What the API says is in a selection: the boxes of each item, by the last part of its name. */
export async function boxesOf(
  client: Client,
  selection: { datasets?: string[]; slices?: string[] },
): Promise<Map<string, LabelledBox[]>> {
  const done = await exportOf(client, selection);
  if (done.status !== 'exported') throw new Error(`The export ended as ${done.status}`);
  const files = unzip(await download(done.download_url ?? ''));
  const name = [...files.keys()].find((path) => path.endsWith('.json') && path !== 'report.json');
  const document = JSON.parse(files.get(name ?? '')?.toString() ?? '') as Document;
  const names = new Map<string, string>();
  const found = new Map<string, LabelledBox[]>();
  for (const { uid, ref_id } of document.datasets.flatMap(({ items }) => items)) {
    const last = ref_id.split('/').at(-1) ?? '';
    if (found.has(last)) throw new Error(`${last} is there twice`);
    names.set(uid, last);
    found.set(last, []);
  }
  for (const { dataset_item_uid, annotations } of document.results) {
    const boxes = found.get(names.get(dataset_item_uid) ?? '');
    for (const { label, coordinates: c } of annotations) {
      boxes?.push({ label, box: [c.x, c.y, c.width, c.height] });
    }
  }
  return found;
}

const corners = ([x, y, width, height]: LabelledBox['box']) => [x, y, x + width, y + height];

/** Whether every corner coordinate is within `tolerance` pixels. */
export function near(a: LabelledBox, b: LabelledBox, tolerance = 0.5): boolean {
  const other = corners(b.box);
  return (
    a.label === b.label &&
    corners(a.box).every((value, n) => Math.abs(value - (other[n] ?? NaN)) <= tolerance)
  );
}

/** What differs between two sets of items, in words; empty when every box has its partner. */
export function differences(
  before: Map<string, LabelledBox[]>,
  after: Map<string, LabelledBox[]>,
): string[] {
  const found: string[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const wanted = before.get(key);
    const left = [...(after.get(key) ?? [])];
    if (!wanted) found.push(`${key} is new`);
    else if (!after.has(key)) found.push(`${key} is missing`);
    for (const box of wanted ?? []) {
      const partner = left.findIndex((other) => near(box, other));
      if (partner < 0) found.push(`${key}: ${JSON.stringify(box)} is missing`);
      else left.splice(partner, 1);
    }
    for (const box of left) found.push(`${key}: ${JSON.stringify(box)} is new`);
  }
  return found;
}
