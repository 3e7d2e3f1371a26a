import type { Attributes, Geometry } from '../../../formats/model.ts';
import type { StoredAnnotation } from '../model.ts';

interface Fields {
  /** Name of a label of the dataset's projects. */
  label?: string | undefined;
  /** The project of the label; absent: the annotation's own, or the first that has a label of this name. */
  project?: string | undefined;
  geometry?: Geometry | undefined;
  /** All of them: what is not named is gone. */
  attributes?: Attributes | undefined;
  state?: 'confirmed' | 'proposed' | undefined;
  author?: string | null | undefined;
}

/** One step of a batch. `updatedAt`: the annotation must still be as it was then. */
export type Operation =
  | ({ op: 'create'; item: string; uid?: string | undefined } & Fields & {
        label: string;
        geometry: Geometry;
      })
  | ({ op: 'update'; item: string; uid: string; updatedAt?: Date | undefined } & Fields)
  | { op: 'delete'; item: string; uid: string; updatedAt?: Date | undefined };

export interface BatchResult {
  /** What became of each step's annotation; null when it was deleted. */
  annotations: (StoredAnnotation | null)[];
  /** A batch that makes all this undone. */
  undo: Operation[];
}
