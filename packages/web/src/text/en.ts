import { app } from './en/app.ts';
import { charts } from './en/charts.ts';
import { datasets } from './en/datasets.ts';
import { exports } from './en/exports.ts';
import { explorer } from './en/explorer.ts';
import { imports } from './en/imports.ts';
import { item } from './en/item.ts';
import { jobs } from './en/jobs.ts';
import { keys } from './en/keys.ts';
import * as numbers from './en/numbers.ts';
import { people } from './en/people.ts';
import { sequences } from './en/sequences.ts';
import { settings } from './en/settings.ts';
import { signIn } from './en/sign-in.ts';
import { slice, slices } from './en/slices.ts';
import { statuses } from './en/statuses.ts';

/** Every string that a person reads, one file per page. Another language is another folder of the same shape. */
export const t = {
  app,
  charts,
  datasets,
  explorer,
  exports,
  imports,
  item,
  jobs,
  keys,
  people,
  sequences,
  settings,
  signIn,
  slice,
  slices,
  statuses,
};
/** Numbers, sizes and times as people read them. */
export const n = numbers;
