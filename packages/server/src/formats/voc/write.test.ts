import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { ExportAnnotation, ExportItem, ExportOptions, Geometry } from '../model.ts';
import {
  annotation,
  completed,
  exportSource,
  item,
  label,
  media,
  project,
  run,
} from '../testing/export-source.ts';
import { voc } from './write.ts';

const car = label('car', 0, { color: '#12AB9F' });
const odd = label(' a<b>&"c\u0001:d', 2);
const labels = [car, odd];
const box = (x: number, y: number, width: number, height: number): Geometry => ({
  ...{ type: 'bounding_box', x, y, width, height },
});
const written = (items: ExportItem[], options: Partial<ExportOptions> = {}) =>
  run(voc, exportSource([project('p', labels)], items), options);
const oneItem = (...objects: ExportAnnotation[]) => [
  item('drive/a.jpg', { results: [completed('p', ...objects)] }),
];
const corners = (text: string) =>
  Array.from(text.matchAll(/<[xy]m(?:in|ax)>([^<]*)</g), ([, number]) => number).join(' ');

describe('the files', () => {
  it('are at the path of the image, with lists of all splits', async () => {
    const { sink, document } = await written(
      [
        item('drive/a.jpg', { split: 'val', results: [completed('p')], media: media('a') }),
        item('b 1.png', { results: [completed('p')], metadata: { x: 1 }, media: media('b') }),
        item('c.jpg', { media: media('c') }),
        item('d.jpg', { width: null, results: [completed('p', annotation(car, box(1, 1, 2, 2)))] }),
        item('e.jpg', { split: 'train', results: [completed('p')] }),
      ],
      { includeMedia: true },
    );
    expect([...sink.files.keys()]).toEqual([
      'Annotations/drive/a.xml',
      'JPEGImages/drive/a.jpg',
      'Annotations/b 1.xml',
      'JPEGImages/b 1.png',
      'Annotations/e.xml',
      ...['train', 'val', 'trainval', 'test'].map((list) => `ImageSets/Main/${list}.txt`),
      'labelmap.txt',
    ]);
    expect(sink.text('ImageSets/Main/train.txt')).toBe('b 1\ne\n');
    expect(sink.text('ImageSets/Main/val.txt')).toBe('drive/a\n');
    expect(sink.text('ImageSets/Main/trainval.txt')).toBe('drive/a\nb 1\ne\n');
    expect(sink.text('ImageSets/Main/test.txt')).toBe('');
    expect(document.items).toEqual({
      selected: 5,
      written: 2,
      changed: { extension_not_read: 1, metadata_dropped: 1, name_has_space: 1, split_missing: 1 },
      skipped: { not_labelled: 1 },
      lost: { media_missing: 1, size_unknown: 1 },
    });
    expect(document.annotations.bounding_box?.lost).toEqual({ size_unknown: 1 });
  });

  it('name the classes; what a file cannot hold is escaped and reported', async () => {
    const { sink, document } = await written(oneItem(annotation(odd, box(1, 1, 2, 2))));
    expect(sink.text('labelmap.txt').split('\n').slice(1)).toEqual(['car:18,171,159::', '']);
    expect(sink.text('Annotations/drive/a.xml')).toContain(
      '<name>\\u0020a&lt;b&gt;&amp;"c\\u0001:d</name>',
    );
    expect(document.labels.changed).toEqual({
      control_character_escaped: 1,
      not_in_label_map: 1,
    });
  });

  it('are well-formed whatever stands in a key or an attribute', async () => {
    const nasty = ']]>\u0000\u0001\ufffe\ud800<&>"\'\r\n\u2028\ufeff';
    const object = annotation(car, box(1, 1, 2, 2), { [`a${nasty}b`]: 1, pose: nasty, x: nasty });
    const { sink, document } = await written([
      item('a\ufffe.jpg', { key: nasty, results: [completed('p', object)] }),
    ]);
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(sink.text('Annotations/a\ufffe.xml')).close();
    expect(document.annotations.bounding_box?.changed).toEqual({ attributes_dropped: 1 });
  });
});

describe('corners', () => {
  it.each([
    [box(10.1, 20, 20.2, 30), '10.1 20 30.3 50'],
    [box(-5, 470, 700, 20), '-5 470 695 490'],
    [box(1e-7, 0, 1, 1), '0.0000001 0 1.0000001 1'],
  ])('count from 0: %j', async (geometry, expected) => {
    const { sink, document } = await written(oneItem(annotation(car, geometry)));
    expect(corners(sink.text('Annotations/drive/a.xml'))).toBe(expected);
    expect(sink.text('Annotations/drive/a.xml')).toContain('<database>Sheaf</database>');
    expect(document.annotations.bounding_box?.changed).toEqual({});
  });

  it.each([
    [box(0, 0, 640, 480), '1 1 640 480', []],
    [box(10, 20, 1, 1), '11 21 11 21', []],
    [box(10.4, 20.6, 20.4, 30), '11 22 31 51', ['rounded_to_pixels']],
    [box(-5, 470, 700, 20), '1 471 640 480', ['clipped']],
    [box(639.9, 479.9, 0.1, 0.1), '640 480 640 480', ['rounded_to_pixels']],
    [box(5.1, 5.1, 0.1, 0.1), '6 6 6 6', ['rounded_to_pixels']],
  ])('count whole pixels from 1 when strict: %j', async (geometry, expected, reasons) => {
    const { sink, document } = await written(oneItem(annotation(car, geometry)), {
      vocStrict: true,
    });
    expect(corners(sink.text('Annotations/drive/a.xml'))).toBe(expected);
    expect(sink.text('Annotations/drive/a.xml')).toContain('<database>Sheaf voc_strict<');
    expect(Object.keys(document.annotations.bounding_box?.changed ?? {})).toEqual(reasons);
  });

  it('are lost where there are none', async () => {
    const objects = [
      annotation(car, box(1, 1, 0, 5)),
      annotation(car, box(NaN, 1, 1, 5)),
      annotation(car, box(700, 1, 5, 5)),
      annotation(car, { type: 'classification' }),
    ];
    const { document } = await written(oneItem(...objects), { vocStrict: true });
    expect(document.annotations).toMatchObject({
      bounding_box: { written: 0, lost: { zero_area: 1, not_finite: 1, outside_image: 1 } },
      classification: { lost: { type_not_supported: 1 } },
    });
  });
});

it('says attributes in their elements, and what those cannot say in <attributes>', async () => {
  const attributes = {
    truncated: 0.3,
    difficult: true,
    occluded: false,
    pose: 'Left',
    n: 1,
    t: 'x',
  };
  const objects = [
    annotation(car, box(1, 1, 2, 2), attributes),
    annotation(car, box(3, 3, 2, 2), { iscrowd: true }),
  ];
  const { sink, document } = await written(oneItem(...objects));
  const [, first, second] = sink
    .text('Annotations/drive/a.xml')
    .replaceAll(/[\n\t]/g, '')
    .split('<object>');
  expect(first).toContain(
    '<pose>Left</pose><truncated>1</truncated><difficult>1</difficult><occluded>0</occluded>',
  );
  expect(first).toContain(
    '<attributes><attribute><name>truncated</name><value>0.3</value><type>json</type></attribute>' +
      '<attribute><name>occluded</name><value>false</value></attribute>' +
      '<attribute><name>n</name><value>1</value><type>json</type></attribute>' +
      '<attribute><name>t</name><value>x</value></attribute></attributes>',
  );
  expect(second).toContain('<truncated>0</truncated><difficult>1</difficult><bndbox>');
  expect(document.annotations.bounding_box?.changed).toEqual({ crowd_to_difficult: 1 });
});
