import { Ajv } from 'ajv';
import { ListSamples, Sample } from '@sheaf/contract/modelarts';
import sharp from 'sharp';
import { expect } from 'vitest';
import { datasetCalls, type DatasetCalls } from './dataset-calls.ts';
import type { World } from './world.ts';

const ajv = new Ajv({ strict: false });
const fits = ajv.compile<ListSamples>(ListSamples);
const isSample = ajv.compile<Sample>(Sample);

export interface Batch {
  success: boolean;
  error_code?: string;
  results: { success: boolean; error_code?: string; name?: string; info?: string }[];
}

/** Makes and reads samples of one owner's datasets. */
export interface SampleCalls extends DatasetCalls {
  /** The id of a new dataset of that type. */
  make(type: number, more?: object): Promise<string>;
  batch(method: 'POST' | 'PUT', path: string, body: object): Promise<Batch>;
  add(id: string, ...given: object[]): Promise<Batch>;
  label(id: string, ...given: object[]): Promise<Batch>;
  /** A page, held against the contract. */
  list(id: string, query?: string): Promise<ListSamples>;
  sample(id: string, sample: string): Promise<Sample>;
  names(id: string, query: string): Promise<(string | undefined)[]>;
}

export const samplesOf = (id: string) => `/datasets/${id}/data-annotations/samples`;
export const ids = ({ results }: Batch) => results.map((one) => one.info ?? '');
export const codes = ({ results }: Batch) => results.map((one) => one.error_code);

/** A JPEG in base64. */
export const picture = async (width = 64, height = 48) => {
  const create = { width, height, channels: 3 as const, background: '#336699' };
  return (await sharp({ create }).jpeg().toBuffer()).toString('base64');
};

export async function sampleCalls(world: World, name: string): Promise<SampleCalls> {
  const calls = await datasetCalls(world, name);
  let made = 0;
  const batch: SampleCalls['batch'] = async (method, path, body) => {
    const reply = await calls.call(method, path, body);
    expect([path, reply.status, reply.body]).toEqual([path, 200, expect.objectContaining({})]);
    return reply.body as Batch;
  };
  const list: SampleCalls['list'] = async (id, query = '') => {
    const { status, body } = await calls.call('GET', `${samplesOf(id)}?${query}`);
    expect([query, status, fits(body), fits.errors]).toEqual([query, 200, true, null]);
    expect(JSON.stringify(body)).not.toContain('null');
    return body as ListSamples;
  };
  return {
    ...calls,
    batch,
    list,
    make: (dataset_type, more = {}) =>
      calls.create({
        dataset_type,
        dataset_name: `samples-${dataset_type}-${++made}`,
        data_sources: [{ data_path: '/test-obs/classify/input/cat-dog/' }],
        ...more,
      }),
    add: (id, ...samples) => batch('POST', samplesOf(id), { samples }),
    label: (id, ...samples) => batch('PUT', samplesOf(id), { samples }),
    async sample(id, sample) {
      const { status, body } = await calls.call('GET', `${samplesOf(id)}/${sample}`);
      expect([status, isSample(body), isSample.errors]).toEqual([200, true, null]);
      return body as Sample;
    },
    names: async (id, query) => (await list(id, query)).samples.map((one) => one.sample_name),
  };
}
