import { describe, expect, it } from 'vitest';
import { collect } from '../testing/collect.ts';
import { memorySource } from '../testing/memory-source.ts';
import { manifest } from './read.ts';

const line = (value: object) => `${JSON.stringify(value)}\n`;
const read = (files: Record<string, string>, sourceBase = '') =>
  collect(
    { ...manifest, read: (source) => manifest.read(source, { sourceBase }) },
    memorySource(files),
  );
const readLine = (value: object) => read({ 'V001.manifest': line(value) });

describe('manifest.read: texts, recordings, tables, key frames', () => {
  it('reads entities and triplets of a text that stands in the line', async () => {
    const all = await readLine({
      source: 'content://Bob is from Shenzhen',
      id: '865c2aee2138c524716d6fa4273e9369.000000001',
      annotation: [
        {
          type: 'modelarts/text_triplet',
          id: 'R1',
          name: 'home',
          property: { '@modelarts:from': 'E1', '@modelarts:to': 'E2' },
        },
        {
          type: 'modelarts/text_entity',
          id: 'E1',
          name: 'person',
          property: '{"@modelarts:start_index":0,"@modelarts:end_index":3}',
        },
        {
          type: 'modelarts/text_entity',
          id: 'E2',
          name: 'city',
          property: { '@modelarts:start_index': 12, '@modelarts:end_index': 20 },
        },
      ],
    });
    expect(all.problems).toEqual([]);
    expect(all.items[0]).toMatchObject({
      key: 'V001/865c2aee2138c524716d6fa4273e9369.000000001',
      metadata: { text: 'Bob is from Shenzhen' },
    });
    expect(all.annotations).toMatchObject([
      { label: 'home', geometry: { type: 'text_relation', from: 'E1', to: 'E2' } },
      { ref: 'E1', label: 'person', geometry: { type: 'text_span', start: 0, end: 3 } },
      { ref: 'E2', label: 'city', geometry: { type: 'text_span', start: 12, end: 20 } },
    ]);
  });

  it('reads what is said in a recording, whole and in parts', async () => {
    const property = {
      '@modelarts:start_time': '00:01:10.123',
      '@modelarts:end_time': '01:00:15.5',
      '@modelarts:source': 'Tom',
      '@modelarts:content': 'How are you?',
    };
    const all = await readLine({
      source: 's3://b/a.wav',
      annotation: [
        { type: 'modelarts/audio_segmentation', property },
        { type: 'modelarts/audio_content', property: { '@modelarts:content': 'Hello' } },
        { type: 'modelarts/sound_classification', name: 'speech' },
      ],
    });
    expect(all.annotations).toMatchObject([
      {
        label: 'speech',
        geometry: { type: 'audio_span', start: 70.123, end: 3615.5 },
        attributes: { source: 'Tom', content: 'How are you?' },
      },
      { label: 'content', geometry: { type: 'transcript', content: 'Hello' } },
      { label: 'speech', geometry: { type: 'classification' } },
    ]);
  });

  it('reads tables, key frames and keys below a folder of a bucket', async () => {
    const all = await read(
      {
        'V.manifest':
          line({
            source: 's3://b/in/part-0.csv',
            'sample-type': 4,
            property: '{"@modelarts:schema":{"a":"int"}}',
          }) +
          line({
            source: 's3://b/in/part-1.carbondata',
            'source-type': 'CarbonData',
            schema: { a: 'int' },
          }) +
          line({
            source: 's3://b/in/v/v.1.jpg',
            property: {
              '@modelarts:parent_source': 's3://b/in/v.mp4',
              '@modelarts:time_in_video': 1,
            },
          }),
      },
      'b/in/',
    );
    expect(all.problems).toEqual([]);
    expect(all.items.map(({ key, metadata }) => [key, metadata])).toEqual([
      ['part-0.csv', { '@modelarts:schema': { a: 'int' } }],
      ['part-1.carbondata', { '@modelarts:schema': { a: 'int' } }],
      [
        'v/v.1.jpg',
        {
          '@modelarts:parent_source': 's3://b/in/v.mp4',
          '@modelarts:time_in_video': 1,
          parent: 'v.mp4',
        },
      ],
    ]);
  });
});
