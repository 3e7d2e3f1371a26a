import type { CreateDataset } from '@sheaf/contract/modelarts';
import type { DataSource } from '../../../catalog/profiles/model.ts';
import { badParameter } from '../errors.ts';
import { directory, objectPath } from '../object-path.ts';

type Source = NonNullable<CreateDataset['data_sources']>[number];

/** A bucket, the default, and the kind of source that has a path at all. */
const BUCKET = 0;

/** The sources as they are kept: as they were given, but never with a password. `output` must not be in one. */
export function dataSources(sources: readonly Source[], output: string): DataSource[] {
  return sources.map(({ source_info: info, ...source }) => {
    const { data_type: type = BUCKET, data_path: path } = source;
    if (type === BUCKET) requireOutside(path, output);
    if (!info) return { data_type: type, ...source };
    const { user_password: _, ...shown } = info;
    return { data_type: type, ...source, source_info: shown };
  });
}

function requireOutside(path: string | undefined, output: string): void {
  const name = 'data_sources.data_path';
  if (path === undefined) throw badParameter(name, 'is required for a bucket');
  const input = directory(objectPath(name, path));
  if (!output.startsWith(input)) return;
  throw badParameter('work_path', 'must not be the input path or below it');
}
