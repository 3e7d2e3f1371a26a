import { describe, expect, it } from 'vitest';
import { codes, collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { vocColor } from '../png/mask.ts';
import { writePng } from '../png/write.ts';
import { manifest } from './read.ts';

const line = (value: object) => `${JSON.stringify(value)}\n`;
const read = (files: Record<string, string | Buffer>) => collect(manifest, memorySource(files));

const shapes = `<bndbox><xmin>10</xmin><ymin>20</ymin><xmax>30</xmax><ymax>50</ymax></bndbox>
<polygon><x1>0</x1><y1>0</y1><x2>9</x2><y2>0</y2><x3>9</x3><y3>9</y3><x4>0</x4><y4>0</y4></polygon>
<polyline><x1>1</x1><y1>2</y1><x2>3</x2><y2>4</y2><x3>5</x3><y3>6</y3></polyline>
<line><x1>1</x1><y1>2</y1><x2>3</x2><y2>4</y2></line>
<dashed><x1>1</x1><y1>2</y1><x2>3</x2><y2>4</y2></dashed>
<circle><cx>61</cx><cy>204</cy><r>5</r></circle>
<point><x>5</x><y>6</y></point>
<point><x1>7</x1><y1>8</y1></point>`.split(/\n(?=<)/);

const voc = (objects: string, more = '') => `<?xml version="1.0"?>
<annotation><folder>Images</folder><filename>a.jpg</filename><source><database>Unknown</database></source>
<size><width>640</width><height>480</height><depth>3</depth></size><segmented>0</segmented>${more}${objects}</annotation>`;
const object = (inner: string, name = 'car') => `<object><name>${name}</name>${inner}</object>`;
const detection = (location: string) => ({
  source: 's3://bucket/in/a.jpg',
  usage: 'train',
  annotation: [
    {
      type: 'modelarts/object_detection',
      'annotation-loc': location,
      'annotation-format': 'PASCAL VOC',
    },
  ],
});

describe('manifest.detect', () => {
  it.each([
    [{ 'V001.manifest': line({ source: 's3://b/a.jpg' }) }, true],
    [{ 'out/x.MANIFEST': `\n${line({ source: 'content://a' })}` }, true],
    [{ 'dataset.manifest': '' }, true],
    [{ 'app.manifest': '' }, false],
    [{ 'app.manifest': 'CACHE MANIFEST\nindex.html\n' }, false],
    [{ 'app.manifest': line({ name: 'app' }) }, false],
    [{ 'a.jsonl': line({ source: 'a' }) }, false],
  ])('%j', async (files, expected) => {
    expect(await manifest.detect(memorySource(files as Record<string, string>))).toBe(expected);
  });
});

describe('manifest.read', () => {
  it('reads classifications, several of one sample, hardness and usage', async () => {
    const all = await read({
      'V001.manifest':
        line({
          source: 's3://bucket/dir/a.jpg',
          usage: 'Eval',
          hard: 'true',
          'hard-coefficient': 0.8,
          id: '0162005993f8065ef47eefb59d1e4970',
          annotation: [
            {
              type: 'modelarts/image_classification',
              name: 'cat',
              property: { color: 'white' },
              hard: 'True',
            },
            {
              type: 'other/image_classification',
              name: 'animal',
              confidence: 0.8,
              annotated_by: 'x',
            },
          ],
        }) + line({ source: 's3://bucket/dir/b.jpg', usage: '' }),
      'dir/a.jpg': 'x',
    });
    expect(all.problems).toEqual([]);
    expect(all.items).toMatchObject([
      { key: 'dir/a.jpg', path: 'dir/a.jpg', split: 'val', labelled: true },
      { key: 'dir/b.jpg', labelled: false },
    ]);
    expect(all.items[0]?.metadata).toEqual({ hard: true, hard_coefficient: 0.8 });
    expect(
      all.annotations.map(({ label, geometry, attributes }) => [label, geometry.type, attributes]),
    ).toEqual([
      ['cat', 'classification', { color: 'white', hard: true }],
      ['animal', 'classification', { confidence: 0.8 }],
    ]);
    expect(all.labels.map(({ name }) => name)).toEqual(['cat', 'animal']);
  });

  it('reads every shape of an annotation file, named relative to the manifest or by a bucket', async () => {
    const file = voc(shapes.map((shape) => object(shape)).join(''));
    const geometries = [
      { type: 'bounding_box', x: 10, y: 20, width: 20, height: 30 },
      { type: 'polygon', parts: [[0, 0, 9, 0, 9, 9]], box: [0, 0, 9, 9] },
      {
        type: 'polyline',
        vertices: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
      },
      {
        type: 'polyline',
        vertices: [
          [1, 2],
          [3, 4],
        ],
      },
      {
        type: 'polyline',
        vertices: [
          [1, 2],
          [3, 4],
        ],
      },
      { type: 'bounding_box', x: 56, y: 199, width: 10, height: 10 },
      { type: 'keypoints', points: [[5, 6, 2]], box: [5, 6, 0, 0] },
      { type: 'keypoints', points: [[7, 8, 2]], box: [7, 8, 0, 0] },
    ];
    for (const [location, path] of [
      ['./xml/a.xml', 'out/xml/a.xml'],
      ['xml/a.xml', 'xml/a.xml'],
      ['s3://bucket/deep/er/xml/a.xml', 'xml/a.xml'],
      ['obs://bucket/xml/a.xml', 'bucket/xml/a.xml'],
      ['S3A://bucket/xml/a.xml', 'out/xml/a.xml'],
      ['/bucket/xml/a.xml', 'xml/a.xml'],
    ] as const) {
      const all = await read({ 'out/V.manifest': line(detection(location)), [path]: file });
      expect(all.problems).toEqual([]);
      expect(all.annotations.map(({ geometry }) => geometry)).toEqual(geometries);
      expect(all.annotations.flatMap(({ attributes }) => attributes?.['shape'] ?? [])).toEqual([
        ...['line', 'dashed', 'circle'],
      ]);
      expect(all.items[0]).toMatchObject({ key: 'in/a.jpg', split: 'train', width: 640 });
    }
  });

  it('reads properties in both their forms, and how sure and how hard', async () => {
    const all = await read({
      'V.manifest': line(detection('a.xml')),
      'a.xml': voc(
        object(
          `<properties><color>green</color><属性>绿色</属性><property>value</property>
           <property><key>color2</key><value>blue</value></property><lit>true</lit></properties>
           <confidence>0.8</confidence><difficult-coefficient>0.5</difficult-coefficient><pose>0</pose>${shapes[0]}`,
        ),
      ),
    });
    expect(all.annotations[0]?.attributes).toEqual({
      ...{ color: 'green', 属性: '绿色', property: 'value', color2: 'blue', lit: true },
      ...{ confidence: 0.8, hard_coefficient: 0.5, pose: '0' },
    });
  });

  it('reads the regions of a mask by their colours', async () => {
    const pixels = new Uint8Array(640 * 480);
    pixels.fill(1, 640 * 10, 640 * 12);
    const [r, g, b] = vocColor(1);
    const all = await read({
      'V.manifest': line({
        ...detection('a.xml'),
        annotation: [{ type: 'image_segmentation', annotation_loc: 'a.xml' }],
      }),
      'a.xml': voc(
        object(`<mask_color>${r},${g},${b}</mask_color>${shapes[1]}`) +
          object(`<mask_color>9,9,9</mask_color>${shapes[1]}`),
        '<mask_source>obs://b/out/segmentationClassRaw/a.png</mask_source>',
      ),
      'segmentationClassRaw/a.png': writePng(640, 480, pixels, [vocColor(0), vocColor(1)]),
    });
    expect(all.annotations.map(({ geometry }) => geometry)).toMatchObject([
      { type: 'segmentation_mask', size: [480, 640], box: [0, 10, 640, 2] },
      { type: 'polygon' },
    ]);
  });

  it('names every line and annotation that it cannot take, and goes on', async () => {
    const all = await read({
      'V.manifest':
        '{"source":\n[1]\n{"usage":"TRAIN"}\n' +
        line({ source: 's3://b/../../a.jpg' }) +
        line({
          source: 'a.jpg',
          annotation: [
            1,
            { type: 'modelarts/dance', name: 'x' },
            { type: 'image_classification' },
            { type: 'object_detection' },
            { type: 'object_detection', 'annotation-loc': '../../etc/passwd' },
            { type: 'object_detection', 'annotation-loc': 'a.xml', 'annotation-format': 'COCO' },
            { type: 'object_detection', 'annotation-loc': 'b.xml' },
            { type: 'text_triplet', name: 'x' },
          ],
        }),
      'b.xml': '<html/>',
    });
    expect(codes(all).map((code) => code.replace(/@.*/, ''))).toEqual([
      ...['json_malformed', 'not_an_object', 'manifest_source_missing', 'key_traversal'],
      ...[
        'unknown_category',
        'manifest_file_missing',
        'manifest_file_missing',
        'voc_not_annotation',
        'unknown_span',
      ],
      ...['not_an_object', 'type_unknown', 'manifest_format_unknown'],
    ]);
    expect(all.items.map(({ key }) => key)).toEqual(['a.jpg']);
  });

  it('says who labelled nothing: an empty list is an answer, a missing one is none', async () => {
    const all = await read({
      'V.manifest': line({ source: 'a.jpg', annotation: [] }) + line({ source: 'b.jpg' }),
    });
    expect(all.items.map(({ labelled }) => labelled)).toEqual([true, false]);
  });
});
