import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ExportItem, ExportLabel, Geometry } from './model.ts';
import {
  annotation,
  completed,
  exportSource,
  item,
  label,
  project,
  run,
} from './testing/export-source.ts';
import { exportFormats } from './writers.ts';
import { boxRow } from './yolo/write/row.ts';

/** Shapes of every type: inside the image of 640 x 480, across its edge, outside, empty and broken. */
const across = fc.double({ min: -200, max: 900, noNaN: true });
const length = fc.double({ min: 0, max: 500, noNaN: true });
const box = fc.tuple(across, across, length, length);
const ring = fc
  .array(fc.tuple(across, across), { minLength: 3, maxLength: 8 })
  .map((points) => points.flat());
const geometry: fc.Arbitrary<Geometry> = fc.oneof(
  fc
    .tuple(box, fc.constantFrom(undefined, 0, 30, -90.5))
    .map(([[x, y, width, height], rotation]): Geometry => ({
      ...{ type: 'bounding_box', x, y, width, height },
      ...(rotation === undefined ? {} : { rotation }),
    })),
  fc
    .constantFrom(NaN, Infinity)
    .map((x): Geometry => ({ type: 'bounding_box', x, y: 1, width: 1, height: 1 })),
  fc
    .tuple(fc.array(ring, { minLength: 1, maxLength: 3 }), box)
    .map(([parts, around]): Geometry => ({ type: 'polygon', parts, box: around })),
  fc.tuple(fc.constantFrom('121', '12'), box).map(([counts, around]): Geometry => ({
    type: 'segmentation_mask',
    size: [2, 2],
    counts,
    box: around,
  })),
  fc
    .tuple(fc.array(fc.tuple(across, across, fc.constantFrom(0, 1, 2)), { maxLength: 3 }), box)
    .map(([points, around]): Geometry => ({ type: 'keypoints', points, box: around })),
  fc.constant<Geometry>({ type: 'polyline', vertices: [[1, 2]] }),
  fc.constant<Geometry>({ type: 'classification' }),
);

const labels: [ExportLabel, ExportLabel] = [
  label('car', 1),
  label('sign', 4, { keypoints: ['left_edge', 'right_edge'] }),
];
const object = fc
  .tuple(fc.constantFrom(...labels), geometry, fc.boolean())
  .map(([of, shape, iscrowd]) => annotation(of, shape, iscrowd ? { iscrowd } : {}));
const content = fc.record({
  objects: fc.array(object, { maxLength: 6 }),
  tasked: fc.boolean(),
  sized: fc.integer({ min: 0, max: 9 }),
});
const items: fc.Arbitrary<ExportItem[]> = fc.array(content, { maxLength: 6 }).map((contents) =>
  contents.map(({ objects, tasked, sized }, at) =>
    item(`${at}.jpg`, {
      ...(sized === 0 ? { width: null, height: null } : {}),
      results: tasked ? [completed('p', ...objects)] : [],
    }),
  ),
);

const runs = [
  [exportFormats['avala-json-external'], {}],
  [exportFormats.COCO, {}],
  [exportFormats.COCO, { cocoTask: 'keypoints' }],
  [exportFormats.YOLO, { yoloTask: 'detect' }],
  [exportFormats.YOLO, { yoloTask: 'segment' }],
  [exportFormats.VOC, {}],
  [exportFormats.VOC, { vocStrict: true }],
  [exportFormats.KITTI, {}],
  [exportFormats.YOLO, { yoloTask: 'obb' }],
  [exportFormats.YOLO, { yoloTask: 'pose' }],
] as const;

test.each(runs)('$name: nothing is lost that the report does not name', async (format, options) => {
  await fc.assert(
    fc.asyncProperty(items, async (all) => {
      const { document } = await run(format, exportSource([project('p', labels)], all), options);
      expect(document.items.selected).toBe(all.length);
      const selected = new Map<string, number>();
      for (const { geometry } of all.flatMap(({ results }) =>
        results.flatMap((one) => one.annotations),
      )) {
        selected.set(geometry.type, (selected.get(geometry.type) ?? 0) + 1);
      }
      const reported = Object.entries(document.annotations).map(([type, of]) => [
        type,
        of.selected,
      ]);
      expect(Object.fromEntries(reported)).toEqual(Object.fromEntries(selected));
    }),
  );
});

test.each(runs)(
  '$name: what the report calls written is in the archive',
  async (format, options) => {
    await fc.assert(
      fc.asyncProperty(items, async (all) => {
        const { sink, document } = await run(
          format,
          exportSource([project('p', labels)], all),
          options,
        );
        const written = Object.values(document.annotations).reduce(
          (sum, of) => sum + of.written,
          0,
        );
        expect(countObjects([...sink.files].map(([path, file]) => [path, file.toString()]))).toBe(
          written,
        );
      }),
    );
  },
);

test.each(runs)('$name: the same bytes twice', async (format, options) => {
  await fc.assert(
    fc.asyncProperty(items, async (all) => {
      const source = exportSource([project('p', labels)], all);
      const [a, b] = [await run(format, source, options), await run(format, source, options)];
      expect([...a.sink.files]).toEqual([...b.sink.files]);
      expect(a.document).toEqual(b.document);
    }),
    { numRuns: 20 },
  );
});

const part = '(0\\.\\d{6}|1\\.000000)';
const rowOf = {
  detect: new RegExp(`^\\d+( ${part}){4}$`),
  segment: new RegExp(`^\\d+( ${part} ${part}){3,}$`),
  obb: new RegExp(`^\\d+( ${part}){8}$`),
  pose: new RegExp(`^\\d+( ${part}){4}( 0 0 0| ${part} ${part} [12]){2}$`),
};

test.each(['detect', 'segment', 'obb', 'pose'] as const)(
  '%s: every row is one that the trainer takes',
  async (yoloTask) => {
    await fc.assert(
      fc.asyncProperty(items, async (all) => {
        const source = exportSource([project('p', labels)], all);
        const { sink } = await run(exportFormats.YOLO, source, { yoloTask });
        const { nc, kpt_shape: shape } = parse(sink.text('data.yaml'));
        expect(shape).toEqual(yoloTask === 'pose' ? [2, 3] : undefined);
        for (const [path, file] of sink.files) {
          if (!path.startsWith('labels/')) continue;
          for (const row of file.toString().split('\n').filter(Boolean)) {
            expect(row).toMatch(rowOf[yoloTask]);
            expect(Number(row.split(' ')[0])).toBeLessThan(nc);
          }
        }
      }),
    );
  },
);

test('a box comes back within half a pixel, on images of up to 65,535 pixels', () => {
  const sized = fc.tuple(fc.integer({ min: 1, max: 65_535 }), fc.integer({ min: 1, max: 65_535 }));
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(sized, fc.tuple(part, part, part, part), ([width, height], [a, b, c, d]) => {
      const [x, y] = [a * width, b * height];
      const [w, h] = [c * (width - x), d * (height - y)];
      const row = boxRow([x, y, w, h], { width, height });
      if ('lost' in row) {
        expect(Math.min(w / width, h / height)).toBeLessThan(1e-6);
        return;
      }
      const [cx = NaN, cy = NaN, rw = NaN, rh = NaN] = row.numbers.split(' ').map(Number);
      const back = [(cx - rw / 2) * width, (cy - rh / 2) * height, rw * width, rh * height];
      [x, y, w, h].forEach((value, at) => expect(Math.abs(value - back[at]!)).toBeLessThan(0.5));
      expect(row.changed).toEqual([]);
    }),
  );
});

test('one class map in data.yaml, classes.txt, the COCO categories and the grouped JSON', async () => {
  const source = exportSource([project('p', labels)], []);
  const yolo = (await run(exportFormats.YOLO, source)).sink;
  const coco = JSON.parse(
    (await run(exportFormats.COCO, source)).sink.text('annotations/instances.json'),
  );
  const avala = JSON.parse(
    (await run(exportFormats['avala-json-external'], source)).sink.text('export.json'),
  );
  const used = (names: string[]) =>
    names
      .map((name, index) => [index, name])
      .filter(([, name]) => !String(name).startsWith('unused_'));
  const expected = [
    [1, 'car'],
    [4, 'sign'],
  ];
  expect(used(Object.values(parse(yolo.text('data.yaml')).names))).toEqual(expected);
  expect(used(yolo.text('classes.txt').split('\n').slice(0, -1))).toEqual(expected);
  expect(
    coco.categories.map((one: { id: number; name: string }) => [one.id - 1, one.name]),
  ).toEqual(expected);
  const grouped = avala.projects[0].labels as { class_index: number; name: string }[];
  expect(grouped.map(({ class_index, name }) => [class_index, name])).toEqual(expected);
});

/** Objects in the files of any of the formats. */
function countObjects(files: [string, string][]): number {
  let count = 0;
  for (const [path, text] of files) {
    if (path.startsWith('labels/') || path.includes('/label_2/'))
      count += text.split('\n').filter(Boolean).length;
    if (path.startsWith('annotations/')) count += JSON.parse(text).annotations.length;
    if (path.startsWith('Annotations/')) count += text.split('<object>').length - 1;
    if (path !== 'export.json') continue;
    for (const result of JSON.parse(text).results) count += result.annotations.length;
  }
  return count;
}
