import type { ProfiledDataset } from '../../../catalog/profiles/model.ts';

type Sourced = Pick<ProfiledDataset, 'data_sources'>;

/** The path of a sample as the service has it: below the dataset's first source, with a slash at its beginning. */
export function placeOf({ data_sources: [source] }: Sourced, key: string): string {
  const path = source?.['data_path'];
  if (typeof path !== 'string') return `/${key}`;
  const inside = path.replace(/^(?:obs|s3a?):\/\/+/i, '/');
  return `${inside.endsWith('/') ? inside : `${inside}/`}${key}`;
}

/** With a slash at its end. */
export const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);
export const fileOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** The part of a path that a key begins with, when it lies below the dataset's source. */
export function keyPrefix(dataset: Sourced, path: string): string {
  const base = placeOf(dataset, '');
  const absolute = path.replace(/^(?:obs|s3a?):\/\/+/i, '/');
  if (absolute.startsWith(base)) return absolute.slice(base.length);
  return absolute.replace(/^\/+/, '');
}
