import { picture, put } from './images.ts';

/** `box` is `[x, y, width, height]` in pixels. */
export interface Labelled {
  key: string;
  width: number;
  height: number;
  boxes: { label: string; box: [number, number, number, number]; attributes?: object }[];
}

/** Deterministic pseudo-random numbers in [0, 1): the same data set in every run. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** `count` labelled pictures; about one in ten has no box, one in three boxes is occluded. */
export function scene(count: number, labels: string[], seed = 1): Labelled[] {
  const next = random(seed);
  return Array.from({ length: count }, (_, n) => {
    const width = 64 + Math.floor(next() * 64);
    const height = 48 + Math.floor(next() * 48);
    const boxes = Array.from({ length: n % 10 === 9 ? 0 : 1 + Math.floor(next() * 4) }, () => {
      const w = 4 + next() * (width / 2 - 4);
      const h = 4 + next() * (height / 2 - 4);
      const box = [next() * (width - w), next() * (height - h), w, h].map(
        (value) => Math.round(value * 100) / 100,
      ) as [number, number, number, number];
      const label = labels[Math.floor(next() * labels.length)] ?? 'car';
      return { label, box, attributes: { occluded: next() < 1 / 3 } };
    });
    return { key: `image_${String(n).padStart(5, '0')}.jpg`, width, height, boxes };
  });
}

export function labelsOf(items: Labelled[]): string[] {
  return [...new Set(items.flatMap(({ boxes }) => boxes.map(({ label }) => label)))].sort();
}

async function writePictures(root: string, folder: string, items: Labelled[]) {
  for (const [seed, { key, width, height }] of items.entries()) {
    await picture(root, `${folder}/${key}`, { width, height, seed });
  }
}

/** `annotations/instances.json` and `images/`. */
export async function writeCoco(root: string, items: Labelled[], labels = labelsOf(items)) {
  await writePictures(root, 'images', items);
  let id = 0;
  const coco = {
    images: items.map(({ key, width, height }, n) => ({
      id: n + 1,
      file_name: key,
      width,
      height,
    })),
    annotations: items.flatMap(({ boxes }, n) =>
      boxes.map(({ label, box, attributes }) => ({
        id: ++id,
        image_id: n + 1,
        category_id: labels.indexOf(label) + 1,
        bbox: box,
        area: box[2] * box[3],
        iscrowd: 0,
        ...(attributes ? { attributes } : {}),
      })),
    ),
    categories: labels.map((name, n) => ({ id: n + 1, name })),
  };
  await put(root, 'annotations/instances.json', JSON.stringify(coco));
}

/** Ultralytics' layout: `images/train`, `labels/train`, `data.yaml`. */
export async function writeYolo(root: string, items: Labelled[], labels = labelsOf(items)) {
  await writePictures(root, 'images/train', items);
  for (const { key, width, height, boxes } of items) {
    const rows = boxes.map(({ label, box: [x, y, w, h] }) =>
      [
        labels.indexOf(label),
        ...[(x + w / 2) / width, (y + h / 2) / height, w / width, h / height].map((value) =>
          value.toFixed(6),
        ),
      ].join(' '),
    );
    await put(root, `labels/train/${key.replace(/\.\w+$/, '.txt')}`, rows.join('\n'));
  }
  const names = labels.map((name, n) => `  ${n}: ${name}`).join('\n');
  await put(root, 'data.yaml', `train: images/train\nval: images/train\nnames:\n${names}\n`);
}

/** `Annotations/*.xml` and `JPEGImages/` as the challenge has them: pixels count from 1 and include the last. */
export async function writeVoc(root: string, items: Labelled[]) {
  await writePictures(root, 'JPEGImages', items);
  for (const { key, width, height, boxes } of items) {
    const objects = boxes.map(
      ({ label, box: [x, y, w, h] }) =>
        `<object><name>${label}</name><difficult>0</difficult><bndbox><xmin>${Math.round(x) + 1}</xmin>` +
        `<ymin>${Math.round(y) + 1}</ymin><xmax>${Math.round(x + w)}</xmax>` +
        `<ymax>${Math.round(y + h)}</ymax></bndbox></object>`,
    );
    await put(
      root,
      `Annotations/${key.replace(/\.\w+$/, '.xml')}`,
      `<annotation><folder>JPEGImages</folder><filename>${key}</filename>` +
        '<source><database>The VOC2007 Database</database></source>' +
        `<size><width>${width}</width><height>${height}</height><depth>3</depth></size>` +
        `${objects.join('')}</annotation>`,
    );
  }
}
