import type { Context } from '../../src/catalog/context.ts';
import {
  makeDataset,
  makeOrganization,
  testCatalogue,
  type TestCatalogue,
  type TestDataset,
} from '../support/catalogue.ts';

/** ann and eve are members of acme; ann owns two datasets; bob is a stranger. */
export interface Scene {
  catalogue: TestCatalogue;
  ann: Context;
  bob: Context;
  /** a.jpg (car) and b.jpg (nothing) at night, deep/c.jpg (car and bus), d.jpg without a task. */
  streets: TestDataset;
  /** x.jpg with a cow. */
  fields: TestDataset;
}

export const box = (label: string) => ({
  label,
  box: [10, 10, 50, 50] as [number, number, number, number],
});

/** No row has it. */
export const GONE = '01890000-0000-7000-8000-000000000000';

export async function makeScene(): Promise<Scene> {
  const catalogue = await testCatalogue();
  await makeOrganization(catalogue, 'acme', { ann: 'member', eve: 'member' });
  const ann = await catalogue.as('ann');
  const bob = await catalogue.as('bob');
  const night = { weather: 'night' };
  const streets = await makeDataset(catalogue, ann.actor.userUid, 'streets', [
    { key: 'a.jpg', metadata: night, boxes: [box('car')] },
    { key: 'b.jpg', metadata: night, boxes: [] },
    { key: 'deep/c.jpg', boxes: [box('car'), box('bus')] },
    { key: 'd.jpg' },
  ]);
  const fields = await makeDataset(catalogue, ann.actor.userUid, 'fields', [
    { key: 'x.jpg', boxes: [box('cow')] },
  ]);
  return { catalogue, ann, bob, streets, fields };
}
