import type { LabelSpec, Problem, ReadOptions } from '../../../formats/model.ts';
import type { ImportFormatName } from '../model.ts';
import type { SourcePlace } from '../roots.ts';

/** What a reader has to know; plain data, as it may work in another thread. */
export interface ReadOrder {
  place: SourcePlace;
  format: ImportFormatName | 'auto';
  options: ReadOptions;
  datasetUid: string;
  importUid: string;
}

/** What was read in a row: as much as one COPY takes, or half a second's worth. */
export interface Piece {
  /** The one that was found. */
  format: ImportFormatName;
  /** How many `items` are. */
  itemCount: number;
  /** Lines of COPY in UTF-8. */
  items: Uint8Array<ArrayBuffer>;
  annotations: Uint8Array<ArrayBuffer>;
  problems: Problem[];
  /** Those that no piece before had. */
  labels: LabelSpec[];
  /** Whether an item was looked at by somebody, or is a frame of a sequence. */
  labelled: boolean;
  frames: boolean;
  /** Bytes of the source. */
  progress: { done: number; total: number } | undefined;
}
