import { describe, expect, it } from 'vitest';
import type { Geometry } from '../model.ts';
import { collect } from '../testing/collect.ts';
import {
  annotation,
  completed,
  exportSource,
  item,
  label,
  project,
  run,
} from '../testing/export-source.ts';
import { memorySource } from '../testing/memory-source.ts';
import { manifest as reader } from './read.ts';
import { manifest } from './write.ts';

const car = label('car', 0);
const box: Geometry = { type: 'bounding_box', x: 10.4, y: 20.6, width: 30.2, height: 40 };

async function written(...objects: [Geometry, (Record<string, unknown> | undefined)?][]) {
  const all = objects.map(([geometry, attributes]) => annotation(car, geometry, attributes));
  const items = [item('drive/a.jpg', { results: [completed('p', ...all)], split: 'val' })];
  return (await run(manifest, exportSource([project('p', [car])], items))).sink;
}
const xmlOf = async (...objects: Parameters<typeof written>) =>
  (await written(...objects)).text('annotation/drive/a.xml');

describe('Manifest', () => {
  it('writes a line as the strictest reader takes it', async () => {
    const sink = await written(
      [box],
      [{ type: 'classification' }, { confidence: 0.5, hard: true }],
    );
    expect(JSON.parse(sink.text('dataset.manifest'))).toEqual({
      source: 'images/drive/a.jpg',
      usage: 'EVAL',
      id: 'uiddrive/a.jpg',
      annotation: [
        {
          ...{ type: 'modelarts/image_classification', name: 'car', hard: 'true' },
          ...{ confidence: 0.5, 'annotated-by': 'human' },
        },
        {
          type: 'modelarts/object_detection',
          'annotated-by': 'human',
          'annotation-loc': './annotation/drive/a.xml',
          'annotation-format': 'PASCAL VOC',
        },
      ],
      property: { '@modelarts:size': [640, 480, 3], '@sheaf:key': 'drive/a.jpg' },
      'sample-type': 0,
    });
  });

  it('writes whole pixels and one shape per object, and says beside it what that is not', async () => {
    const text = await xmlOf([box, { color: 'red', lit: true, speed: 3 }]);
    expect(text).toContain('<xmin>10</xmin>\n\t\t\t<ymin>21</ymin>\n\t\t\t<xmax>41</xmax>');
    expect(text).toContain('<key>color</key>\n\t\t\t\t<value>red</value>');
    expect(text).toContain('"x":10.4');
    expect(text).not.toMatch(/<\w+><\/\w+>/);
    expect(await xmlOf([{ ...box, x: 1, y: 2, width: 3, height: 4 }])).not.toContain('sheaf_exact');
  });

  it.each<[string, Geometry, Record<string, unknown>?]>([
    ['circle', { type: 'bounding_box', x: 10, y: 20, width: 30, height: 30 }, { shape: 'circle' }],
    [
      'line',
      {
        type: 'polyline',
        vertices: [
          [1, 2],
          [3, 4],
        ],
      },
      { shape: 'line' },
    ],
    [
      'dashed',
      {
        type: 'polyline',
        vertices: [
          [1, 2],
          [3, 4],
        ],
      },
      { shape: 'dashed' },
    ],
    [
      'polyline',
      {
        type: 'polyline',
        vertices: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    ['point', { type: 'keypoints', points: [[5, 6, 2]], box: [5, 6, 0, 0] }],
    ['polygon', { type: 'polygon', parts: [[0, 0, 9, 0, 9, 9]], box: [0, 0, 9, 9] }],
    ['polygon', { ...box, rotation: 30 }],
  ])('writes a %s', async (name, geometry, attributes) => {
    const text = await xmlOf([geometry, attributes]);
    expect(text.match(/<(bndbox|circle|line|dashed|polyline|point|polygon)>/g)).toEqual([
      `<${name}>`,
    ]);
    const all = await collect(
      reader,
      memorySource({
        'V.manifest':
          '{"source":"a.jpg","annotation":[{"type":"object_detection","annotation-loc":"a.xml"}]}',
        'a.xml': text,
      }),
    );
    expect(all.annotations).toMatchObject([{ geometry, ...(attributes && { attributes }) }]);
  });

  it('takes the shape and not the exact form when another tool has moved the object', async () => {
    const sink = await written([box, { color: 'red' }]);
    const files = Object.fromEntries(sink.files);
    const moved = sink.text('annotation/drive/a.xml').replace('<xmin>10<', '<xmin>12<');
    const all = await collect(reader, memorySource({ ...files, 'annotation/drive/a.xml': moved }));
    expect(all.annotations[0]).toMatchObject({
      geometry: { x: 12, y: 21 },
      attributes: { color: 'red' },
    });
  });

  it('numbers entities and relations of a text, which stands in the line', async () => {
    const results = [
      completed(
        'p',
        { ...annotation(car, { type: 'text_span', start: 0, end: 3 }), uid: 'one' },
        { ...annotation(car, { type: 'text_span', start: 4, end: 5 }), uid: 'two' },
        { ...annotation(car, { type: 'text_relation', from: 'two', to: 'one' }), uid: 'three' },
      ),
    ];
    const items = [item('t/1', { results, metadata: { text: 'Bob 雪', line: 1 } })];
    const { sink } = await run(manifest, exportSource([project('p', [car])], items));
    const line = JSON.parse(sink.text('dataset.manifest')) as { annotation: { id: string }[] };
    expect(line).toMatchObject({
      source: 'content://Bob 雪',
      'sample-type': 1,
      property: { line: 1 },
    });
    expect(line.annotation.map(({ id }) => id)).toEqual(['E1', 'E2', 'R1']);
    expect(line.annotation[2]).toMatchObject({
      property: { '@modelarts:from': 'E2', '@modelarts:to': 'E1' },
    });
  });

  it('paints the regions of a segmentation, a colour for each object', async () => {
    const mask: Geometry = {
      type: 'segmentation_mask',
      size: [480, 640],
      counts: 'o\\1Q?PTZ9',
      box: [2, 0, 2, 480],
    };
    const sink = await written(
      [mask],
      [{ type: 'polygon', parts: [[100, 100, 200, 100, 200, 200]], box: [100, 100, 100, 100] }],
    );
    const text = sink.text('annotation/drive/a.xml');
    expect(text).toContain('<mask_source>./segmentationClassRaw/drive/a.png</mask_source>');
    expect(text.match(/<mask_color>[\d,]+/g)).toEqual([
      '<mask_color>128,0,0',
      '<mask_color>0,128,0',
    ]);
    // Without what only Sheaf reads, the masks say the same region.
    const files = Object.fromEntries(sink.files);
    const plain = text.replace(/<sheaf_exact>.*<\/sheaf_exact>/g, '');
    const all = await collect(reader, memorySource({ ...files, 'annotation/drive/a.xml': plain }));
    expect(all.annotations.map(({ geometry }) => geometry.type)).toEqual([
      'segmentation_mask',
      'segmentation_mask',
    ]);
    expect(all.annotations[0]?.geometry).toMatchObject({ size: [480, 640], box: [2, 0, 2, 480] });
    expect(all.annotations[1]?.geometry).toMatchObject({ box: [100, 100, 100, 100] });
  });
});
