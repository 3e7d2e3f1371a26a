import { parsePlace, placePath, type BucketPlace } from '../../catalog/buckets/place.ts';
import { Fault } from './errors.ts';

/** As the document limits paths. */
const MAX_LENGTH = 700;

/** `/bucket/key`, `obs://bucket/key` or `s3://bucket/key`. Throws 4313, naming the member, for what is no path. */
export function objectPath(member: string, text: string): BucketPlace {
  const place = parsePlace(text);
  if (!place) throw new Fault(400, 'ModelArts.4313', `Path is invalid: ${member}`);
  return place;
}

/** A directory for output: not a whole bucket and not too long. `/bucket/directory/`, however it was written. */
export function outputDirectory(member: string, text: string): string {
  if (text.length > MAX_LENGTH) {
    throw new Fault(400, 'ModelArts.4350', `The path is too long: ${member}`);
  }
  const place = objectPath(member, text);
  if (place.key === '') {
    throw new Fault(400, 'ModelArts.4205', `A directory in the bucket is required: ${member}`);
  }
  return directory(place);
}

/** With slashes around it. */
export function directory(place: BucketPlace): string {
  const path = placePath(place);
  return path.endsWith('/') ? path : `${path}/`;
}
