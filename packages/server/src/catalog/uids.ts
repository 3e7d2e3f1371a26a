export { parseUid } from '../db/ids.ts';
