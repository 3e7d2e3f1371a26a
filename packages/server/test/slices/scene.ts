import type { Context } from '../../src/catalog/context.ts';
import { listSliceItems } from '../../src/catalog/slices/items.ts';
import type { Slice } from '../../src/catalog/slices/row.ts';
import {
  makeDataset,
  makeOrganization,
  testCatalogue,
  type TestCatalogue,
  type TestDataset,
} from '../support/catalogue.ts';

/** ann is a member of acme and owns two datasets; bob is a stranger. */
export interface Scene {
  catalogue: TestCatalogue;
  ann: Context;
  bob: Context;
  /** a and b at night, c in the rain, d without anything; a and c show cars. */
  streets: TestDataset;
  /** x and y. */
  fields: TestDataset;
}

export const night = { weather: 'night' };
const car = { label: 'car', box: [10, 10, 50, 50] as [number, number, number, number] };

export async function makeScene(): Promise<Scene> {
  const catalogue = await testCatalogue();
  await makeOrganization(catalogue, 'acme', { ann: 'member' });
  const ann = await catalogue.as('ann');
  const bob = await catalogue.as('bob');
  const streets = await makeDataset(catalogue, ann.actor.userUid, 'streets', [
    { key: 'a.jpg', metadata: night, boxes: [car] },
    { key: 'b.jpg', metadata: night, boxes: [] },
    { key: 'c.jpg', metadata: { weather: 'rain' }, boxes: [car, car] },
    { key: 'd.jpg' },
  ]);
  const fields = await makeDataset(catalogue, ann.actor.userUid, 'fields', [
    { key: 'x.jpg' },
    { key: 'y.jpg' },
  ]);
  return { catalogue, ann, bob, streets, fields };
}

let number = 0;
/** A name that no other slice has. */
export const fresh = () => `Slice number ${++number}`;

/** Keys of the slice's items, or of those that the filter selects, in alphabetical order. */
export async function keysOf(ctx: Context, slice: Slice, filter?: string): Promise<string[]> {
  const request = { limit: 100, filter };
  const page = await listSliceItems(ctx, slice, request, () => ({ key: { field: 'key' } }));
  return (JSON.parse(`[${page.items}]`) as { key: string }[]).map(({ key }) => key).sort();
}
