import type { PreparedItem } from './prepare.ts';

/** The project that annotations go to, with its labels' uids by name. */
export interface Taxonomy {
  projectUid: string;
  labels: ReadonlyMap<string, string>;
  /** What becomes of annotations: they hold, or wait for somebody to confirm them. */
  state: 'confirmed' | 'proposed';
}

/** What an item that was there already looked like before the import touched it; absent is what was not touched. */
export interface Before {
  status?: string;
  /** Status of its task in the import's project; null when it had none. */
  task?: string | null;
  /** Uids of annotations that it did not have. */
  added: string[];
  /** Uids of annotations that waited to be confirmed, and were brought again as final; absent: none. */
  confirmed?: string[];
}

/** An item that is new or was there, under the uid that it has in the dataset. */
export interface SettledItem extends PreparedItem {
  uid: string;
}
