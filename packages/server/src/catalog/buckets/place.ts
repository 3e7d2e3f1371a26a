/** An object of a bucket, or a folder of it when the key is empty or ends with a slash. */
export interface BucketPlace {
  bucket: string;
  /** Without a slash at its beginning. */
  key: string;
}

/** S3's limit; what lies deeper nobody can name. */
const MAX_KEY_BYTES = 1024;
const FORM = /^(?:(?:s3a?|obs):\/)?\/+([A-Za-z0-9][A-Za-z0-9._-]{0,62})(?:\/+(.*))?$/iu;

/**
 * The place that `/bucket/key`, `s3://bucket/key`, `obs://…` or `s3a://…` names; undefined for everything else, and for keys
 * that leave the bucket (`..`), hold control characters or are longer than 1024 bytes. Repeated slashes count as one.
 */
export function parsePlace(text: string): BucketPlace | undefined {
  const [, bucket, rest = ''] = FORM.exec(text) ?? [];
  if (bucket === undefined || /[\p{Cc}\\]|\p{Cs}/u.test(rest)) return undefined;
  const key = rest.replace(/\/{2,}/g, '/');
  const steps = key.split('/');
  if (steps.includes('.') || steps.includes('..')) return undefined;
  return Buffer.byteLength(key) > MAX_KEY_BYTES ? undefined : { bucket, key };
}

/** `s3://bucket/key`, as manifests have it, or with `obs`. */
export const placeUrl = ({ bucket, key }: BucketPlace, scheme: 's3' | 'obs' = 's3') =>
  `${scheme}://${bucket}/${key}`;

/** `/bucket/key`, as the API has it. */
export const placePath = ({ bucket, key }: BucketPlace) => `/${bucket}/${key}`;

/** The place of `path` below a folder. */
export function below({ bucket, key }: BucketPlace, path: string): BucketPlace {
  const folder = key === '' || key.endsWith('/') ? key : `${key}/`;
  return { bucket, key: folder + path };
}
