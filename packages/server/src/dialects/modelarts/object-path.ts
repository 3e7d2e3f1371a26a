import { Fault } from './errors.ts';

/** A place in a bucket. */
export interface ObjectPath {
  bucket: string;
  /** Without a slash at its beginning; empty for the bucket itself. */
  key: string;
}

/** As the document limits paths. */
const MAX_LENGTH = 700;

/** `/bucket/key`, `obs://bucket/key` or `s3://bucket/key`. Throws 4313, naming the member, for what is no path. */
export function objectPath(member: string, text: string): ObjectPath {
  const match = /^(?:(?:obs|s3|s3a):\/)?\/([A-Za-z0-9][A-Za-z0-9.-]{0,62})(?:\/(.*))?$/u.exec(text);
  const [, bucket, key = ''] = match ?? [];
  const steps = key.split('/');
  const odd = steps.slice(0, -1).includes('') || steps.includes('..') || steps.includes('.');
  if (bucket !== undefined && !(odd && key !== '') && !/[\p{Cc}\\]/u.test(key))
    return { bucket, key };
  throw new Fault(400, 'ModelArts.4313', `Path is invalid: ${member}`);
}

/** A directory for output: not a whole bucket and not too long. `/bucket/directory/`, however it was written. */
export function outputDirectory(member: string, text: string): string {
  if (text.length > MAX_LENGTH) {
    throw new Fault(400, 'ModelArts.4350', `The path is too long: ${member}`);
  }
  const { bucket, key } = objectPath(member, text);
  if (key === '') {
    throw new Fault(400, 'ModelArts.4205', `A directory in the bucket is required: ${member}`);
  }
  return directory({ bucket, key });
}

/** With slashes around it. */
export const directory = ({ bucket, key }: ObjectPath) =>
  `/${bucket}/${key === '' || key.endsWith('/') ? key : `${key}/`}`;
