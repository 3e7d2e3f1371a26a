export { parseUid } from '../db/ids.ts';

/** All uids from `first` to `last`, of which at most one exists: what an id that is shorter than a uid stands for. */
export interface UidRange {
  first: string;
  last: string;
}
