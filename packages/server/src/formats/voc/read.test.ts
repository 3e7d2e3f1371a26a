import { describe, expect, it } from 'vitest';
import { codes, collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { voc } from './read.ts';

interface Parts {
  filename?: string;
  database?: string;
  size?: string;
}
const bndbox = (xmin: unknown, ymin: unknown, xmax: unknown, ymax: unknown) =>
  `<bndbox><xmin>${xmin}</xmin><ymin>${ymin}</ymin><xmax>${xmax}</xmax><ymax>${ymax}</ymax></bndbox>`;
const object = (inner: string) => `<object><name>dog</name>${inner}</object>`;
const xml = (objects: string, { filename = 'a.jpg', database = 'Unknown', size }: Parts = {}) =>
  `<?xml version="1.0"?>\n<annotation><folder>VOC</folder><filename>${filename}</filename>
  <source><database>${database}</database></source>
  <size>${size ?? '<width>500</width><height>375</height><depth>3</depth>'}</size>${objects}</annotation>`;
const read = (files: Record<string, string>) => collect(voc, memorySource(files));
const readOne = (text: string) => read({ 'Annotations/a.xml': text, 'JPEGImages/a.jpg': 'x' });

describe('voc.detect', () => {
  it.each([
    [{ 'Annotations/a.xml': xml('') }, true],
    [{ 'VOCdevkit/VOC2012/Annotations/a.xml': xml('') }, true],
    [{ 'a.jpg': 'x', 'a.xml': xml('') }, true],
    [{ 'pom.xml': '<project/>' }, false],
    [{ 'a.jpg': 'x' }, false],
  ])('%j', async (files, expected) => {
    expect(await voc.detect(memorySource(files as Record<string, string>))).toBe(expected);
  });
});

describe('voc.read', () => {
  it('reads items, boxes from 0, flags and splits', async () => {
    const all = await read({
      'Annotations/a.xml': xml(
        object(
          `<pose>Left</pose><truncated>1</truncated><difficult>0</difficult>${bndbox(10.5, 20, 110.5, 70)}
           <attributes><attribute><name>wet</name><value>true</value></attribute></attributes>`,
        ),
      ),
      'Annotations/sub/b.xml': xml('', { filename: 'b.png' }),
      'JPEGImages/a.jpg': 'x',
      'JPEGImages/sub/b.png': 'x',
      'JPEGImages/c.jpg': 'x',
      'ImageSets/Main/train.txt': 'a\n',
      'ImageSets/Main/trainval.txt': 'a\nsub/b\nc  -1\n',
      'ImageSets/Main/dog_train.txt': 'a  1\n',
    });
    expect(
      all.items.map(({ key, path, labelled, split, metadata }) => [
        key,
        path,
        labelled,
        split ?? metadata,
      ]),
    ).toEqual([
      ['a.jpg', 'JPEGImages/a.jpg', true, 'train'],
      ['sub/b.png', 'JPEGImages/sub/b.png', true, { split: 'trainval' }],
      ['c.jpg', 'JPEGImages/c.jpg', false, { split: 'trainval' }],
    ]);
    expect(all.items[0]).toMatchObject({ width: 500, height: 375 });
    expect(all.labels).toEqual([{ name: 'dog' }]);
    expect(all.annotations).toEqual([
      {
        itemRef: 'Annotations/a.xml',
        label: 'dog',
        geometry: { type: 'bounding_box', x: 10.5, y: 20, width: 100, height: 50 },
        attributes: { difficult: false, truncated: true, pose: 'Left', wet: true },
        origin: { file: 'Annotations/a.xml', row: 1 },
      },
    ]);
    expect(all.problems).toEqual([]);
    expect(all.progress?.done).toBe(all.progress?.total);
  });

  it('counts from 1 in the files of the challenge', async () => {
    const all = await readOne(
      xml(object(bndbox(1, 1, 500, 375)), { database: 'The VOC2007 Database' }),
    );
    expect(all.annotations[0]?.geometry).toEqual({
      type: 'bounding_box',
      x: 0,
      y: 0,
      width: 500,
      height: 375,
    });
  });

  it('takes back the pixel by which Roboflow moves a box', async () => {
    const all = await readOne(xml(object(bndbox(62, 84, 107, 135)), { database: 'roboflow.ai' }));
    expect(all.annotations[0]?.geometry).toEqual({
      type: 'bounding_box',
      x: 61,
      y: 83,
      width: 45,
      height: 51,
    });
  });

  it('reports broken objects and takes the others', async () => {
    const part = `<part><name>head</name>${bndbox(1, 1, 2, 2)}</part>`;
    const all = await readOne(
      xml(
        [
          `<object>${bndbox(1, 1, 2, 2)}</object>`,
          object(''),
          object(bndbox(1, 'x', 2, 2)),
          object(bndbox('NaN', 1, 2, 2)),
          object(bndbox(5, 5, 5, 9)),
          object(bndbox(9, 5, 5, 9)),
          object(bndbox(1, 1, 9, 9) + part + '<polygon><x1>1</x1></polygon>'),
        ].join(''),
      ),
    );
    expect(codes(all)).toEqual([
      'unknown_category@1',
      'bbox_missing@2',
      'bbox_invalid@3',
      'bbox_invalid@4',
      'zero_area@5',
      'zero_area@6',
      'voc_part_ignored@7',
      'voc_polygon_ignored@7',
    ]);
    expect(all.annotations).toHaveLength(1);
  });

  it('refuses document types, bombs, broken and foreign XML by file', async () => {
    const entities = Array.from(
      { length: 9 },
      (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`,
    ).join('');
    const all = await read({
      'Annotations/bomb.xml': `<!DOCTYPE x [<!ENTITY e0 "ha">${entities}]><annotation>&e9;</annotation>`,
      'Annotations/cut.xml': xml('').slice(0, -8),
      'Annotations/deep.xml': '<annotation>'.repeat(10_000),
      'Annotations/entity.xml': '<annotation>&secret;</annotation>',
      'Annotations/file.xml': `<!DOCTYPE x SYSTEM "file:///etc/passwd"><annotation/>`,
      'Annotations/good.xml': xml(''),
      'Annotations/huge.xml': `<annotation>${' '.repeat(9 * 1024 * 1024)}</annotation>`,
      'Annotations/latin.xml': Buffer.from(
        '<annotation>\xe9</annotation>',
        'latin1',
      ) as unknown as string,
      'Annotations/other.xml': '<project/>',
      'JPEGImages/good.jpg': 'x',
    });
    expect(all.problems.map(({ file, code }) => `${code} ${file.slice(12)}`)).toEqual([
      'xml_doctype_refused bomb.xml',
      'xml_invalid cut.xml',
      'xml_too_deep deep.xml',
      'xml_invalid entity.xml',
      'xml_doctype_refused file.xml',
      'file_too_large huge.xml',
      'text_not_utf8 latin.xml',
      'voc_not_annotation other.xml',
    ]);
    expect(all.items.map(({ path }) => path)).toEqual(['JPEGImages/good.jpg']);
  });

  it('finds images by the name of the XML file when the stated one is unsafe or wrong', async () => {
    const all = await read({
      'Annotations/a.xml': xml('', { filename: '../../etc/passwd' }),
      'Annotations/b.xml': xml('', { filename: 'old.png' }),
      'Annotations/c.xml': xml('', { filename: 'c.jpg' }),
      'Annotations/d.xml': xml('', { filename: 'd.jpg', size: '' }),
      'Annotations/e.xml': xml('', { filename: 'c.jpg' }),
      'JPEGImages/a.jpg': 'x',
      'JPEGImages/b.JPG': 'x',
    });
    expect(codes(all)).toEqual([
      'key_traversal',
      'image_missing',
      'image_missing',
      'duplicate_file_name',
    ]);
    expect(all.items.map(({ key, path }) => [key, path])).toEqual([
      ['a.jpg', 'JPEGImages/a.jpg'],
      ['b.JPG', 'JPEGImages/b.JPG'],
      ['c.jpg', undefined],
    ]);
  });

  it('prefixes keys when there are several VOC folders', async () => {
    const all = await read({
      'VOC2007/Annotations/a.xml': xml(''),
      'VOC2007/JPEGImages/a.jpg': 'x',
      'VOC2012/Annotations/a.xml': xml(''),
      'VOC2012/JPEGImages/a.jpg': 'x',
    });
    expect(all.items.map(({ key }) => key)).toEqual(['VOC2007/a.jpg', 'VOC2012/a.jpg']);
  });
});
