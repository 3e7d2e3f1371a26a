import { describe, expect, it } from 'vitest';
import { codes, collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { csv } from './read.ts';

const read = (files: Record<string, string | Buffer>) => collect(csv, memorySource(files, 100));

describe('csv.detect', () => {
  it.each([
    [{ 'a.csv': 'file_name,label\n' }, true],
    [{ 'a.csv': 'filename,width,height,class,xmin,ymin,xmax,ymax\n' }, true],
    [{ 'a.csv': 'key;split\n' }, true],
    [{ 'a.csv': 'image,weather\n' }, false],
    [{ 'a.csv': 'label,color\n' }, false],
    [{ 'a.csv': 'key\n' }, false],
    [{ 'a/b/c/d/a.csv': 'key,label\n' }, false],
    [{ 'a.csv': Buffer.alloc(2000) }, false],
  ])('%j', async (files, expected) => {
    expect(await csv.detect(memorySource(files as Record<string, string>))).toBe(expected);
  });
});

describe('csv.read', () => {
  it('reads a table of boxes by corners, with the sizes of the images', async () => {
    const all = await read({
      'train/_annotations.csv':
        '\ufefffilename,width,height,class,xmin,ymin,xmax,ymax,truncated\n' +
        'a.jpg,640,480,car,10,20,110.5,70,1\na.jpg,640,480,bus,0,0,5,5,0\nb.jpg,640,480,,,,,,\n',
      'train/a.jpg': 'x',
      'train/b.jpg': 'x',
    });
    expect(all.problems).toEqual([]);
    expect(all.items).toMatchObject([
      { key: 'a.jpg', path: 'train/a.jpg', width: 640, height: 480, labelled: true },
      { key: 'b.jpg', path: 'train/b.jpg', labelled: true },
    ]);
    expect(all.annotations).toMatchObject([
      {
        label: 'car',
        geometry: { type: 'bounding_box', x: 10, y: 20, width: 100.5, height: 50 },
        attributes: { truncated: 1 },
        origin: { row: 2 },
      },
      { label: 'bus' },
    ]);
    expect(all.progress?.done).toBe(all.progress?.total);
  });

  it('reads classes by file name; other columns of a table of items are metadata', async () => {
    const all = await read({
      'labels.csv': 'image;class\nimages/a.jpg;cat\n',
      'items.csv': 'file_name,split,weather,code,hot\nimages/a.jpg,valid,night,007,true\n',
      'images/a.jpg': 'x',
    });
    expect(all.problems).toEqual([]);
    expect(all.items).toMatchObject([
      {
        ...{ key: 'images/a.jpg', split: 'val', labelled: true },
        metadata: { weather: 'night', code: '007', hot: true },
      },
    ]);
    expect(all.annotations).toMatchObject([{ label: 'cat', geometry: { type: 'classification' } }]);
  });

  it('reports broken rows by line and takes the others', async () => {
    const all = await read({
      'items.csv':
        'key,image_width,image_height,split,labelled,metadata\n' +
        [
          'a.jpg,64,48,train,true,{}',
          '../b.jpg,64,48,,,',
          ',64,48,,,',
          'c.jpg,,,,,',
          'a.jpg,64,48,,,',
          'd.jpg,64,48,holdout,maybe,"[1]"',
          'e.jpg,64',
          '"f".jpg,64,48,,,',
        ].join('\n'),
      'annotations.csv':
        'key,label,type,x,y,width,height,geometry,attributes\n' +
        [
          'a.jpg,car,bounding_box,1,2,3,4,,',
          'z.jpg,car,bounding_box,1,2,3,4,,',
          'a.jpg,,bounding_box,1,2,3,4,,',
          'a.jpg,car,bounding_box,1,2,x,4,,',
          'a.jpg,car,bounding_box,1,2,3,,,',
          'a.jpg,car,bounding_box,,,,,,',
          'a.jpg,car,blob,1,2,3,4,,',
          'a.jpg,car,polygon,,,,,{,',
          'a.jpg,car,polygon,,,,,"{""parts"":[[1,2]]}",',
          'a.jpg,car,segmentation_mask,,,,,"{""size"":[2,2],""counts"":""12""}",',
          'a.jpg,car,,,,,,,nothing',
        ].join('\n'),
    });
    expect(codes(all)).toEqual([
      ...['key_traversal@3', 'key_empty@4', 'image_missing@5', 'duplicate_file_name@6'],
      ...['value_invalid@7', 'value_invalid@7', 'value_invalid@7'],
      ...['csv_row_invalid@8', 'csv_row_invalid@9'],
      ...['unknown_image@3', 'unknown_category@4', 'bbox_invalid@5', 'bbox_invalid@6'],
      ...['bbox_missing@7', 'type_unknown@8', 'geometry_invalid@9', 'geometry_invalid@10'],
      ...['rle_invalid@11', 'value_invalid@12'],
    ]);
    expect(all.items.map(({ key }) => key)).toEqual(['a.jpg', 'd.jpg']);
    expect(all.annotations.map(({ geometry }) => geometry.type)).toEqual([
      'bounding_box',
      'classification',
    ]);
  });

  it('ends at what makes the rest unreadable', async () => {
    const head = 'key,label\n';
    await expect(read({ 'a.csv': `${head}a.jpg,"b\n` })).rejects.toThrow(/a\.csv: .*never closed/);
    const latin = Buffer.from(`${head}\xe9.jpg,b\n`, 'latin1');
    await expect(read({ 'a.csv': latin })).rejects.toMatchObject({ code: 'text_not_utf8' });
    await expect(read({ 'a.csv': 'x,y\n' })).rejects.toMatchObject({ code: 'no_annotation_file' });
  });
});
