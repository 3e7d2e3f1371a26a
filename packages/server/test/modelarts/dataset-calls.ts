import { Ajv } from 'ajv';
import { DatasetAndFilePreview } from '@sheaf/contract/modelarts';
import { expect } from 'vitest';
import { makeOwner } from '../support/catalogue.ts';
import { caller, type Caller } from './caller.ts';
import type { World } from './world.ts';

const fits = new Ajv({ strict: false }).compile<DatasetAndFilePreview>(DatasetAndFilePreview);

/** Makes and reads datasets of one owner. */
export interface DatasetCalls {
  owner: string;
  key: string;
  /** Below `/v2/{project_id}`. */
  call: Caller;
  /** A body that makes a dataset with a name of its own. */
  body(more?: object): object;
  /** The id of a new dataset. */
  create(more?: object): Promise<string>;
  /** A dataset as it is shown, held against the contract. */
  show(id: string, query?: string): Promise<DatasetAndFilePreview>;
  /** Status, code without its prefix, and message of an answer that must be an error. */
  refusal: (
    ...sent: Parameters<Caller>
  ) => Promise<[status: number, code: string, message: string]>;
}

export async function datasetCalls(world: World, name: string): Promise<DatasetCalls> {
  const owner = await makeOwner(world.catalogue, name, 'user');
  const { key } = await world.key(name);
  const call = caller(world, owner, key);
  let made = 0;
  const body = (more: object = {}) => ({
    dataset_name: `set-${++made}`,
    work_path: '/test-obs/classify/output/',
    work_path_type: 0,
    ...more,
  });
  return {
    owner,
    key,
    call,
    body,
    async create(more) {
      const reply = await call('POST', '/datasets', body(more));
      const dataset_id: unknown = expect.stringMatching(/^\w{19}$/);
      expect([reply.status, reply.body]).toEqual([201, { dataset_id }]);
      return (reply.body as { dataset_id: string }).dataset_id;
    },
    async show(id, query = '') {
      const reply = await call('GET', `/datasets/${id}${query}`);
      expect([reply.status, fits(reply.body), fits.errors]).toEqual([200, true, null]);
      return reply.body as DatasetAndFilePreview;
    },
    async refusal(...sent) {
      const { status, body: answer } = await call(...sent);
      const { error_code, error_msg } = answer as { error_code: string; error_msg: string };
      return [status, error_code.replace('ModelArts.', ''), error_msg];
    },
  };
}
