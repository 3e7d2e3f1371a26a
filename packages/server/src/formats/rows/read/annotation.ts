import type { ImportRecord } from '../../model.ts';
import { refused, repaired } from '../../problems.ts';
import { isPassage } from '../../shapes/passage.ts';
import { numberOf, textOf } from './cells.ts';
import type { Columns } from './columns.ts';
import { extraOf, objectOf } from './free.ts';
import { shapeOf } from './geometry.ts';
import type { Labels } from './label.ts';
import type { TableRow } from './table.ts';

/** The annotations of one import. */
export class Annotations {
  readonly #labels: Labels;
  #project: string | undefined;
  #several = false;

  constructor(labels: Labels) {
    this.#labels = labels;
  }

  /** Takes the row of an annotation: gives its problems, its class if that is new, and itself unless it is refused. */
  *add(
    file: string,
    { row, cells }: TableRow,
    columns: Columns,
    itemRef: string,
  ): Generator<ImportRecord> {
    const label = textOf(columns.of(cells, 'label'));
    if (label === undefined) {
      return yield refused(file, row, 'unknown_category', 'the object has no label');
    }
    const shape = shapeOf(columns, cells);
    if ('code' in shape) return yield refused(file, row, shape.code, shape.message);
    const stated = objectOf(columns, cells, 'attributes');
    if (!stated) {
      const message = 'the attributes are no JSON object; left out';
      yield repaired(file, row, 'value_invalid', message);
    }
    yield* this.#noteProject(file, textOf(columns.of(cells, 'project')));
    yield* this.#labels.use(label, numberOf(columns.of(cells, 'class_index')));
    const attributes = { ...extraOf(columns, cells), ...stated };
    const ref = isPassage(shape.geometry) ? textOf(columns.of(cells, 'annotation_uid')) : undefined;
    yield {
      kind: 'annotation',
      itemRef,
      annotation: {
        ...(ref !== undefined && { ref }),
        label,
        geometry: shape.geometry,
        ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
        origin: { file, row },
      },
    };
  }

  *#noteProject(file: string, project: string | undefined): Generator<ImportRecord> {
    this.#project ??= project;
    if (this.#several || project === undefined || project === this.#project) return;
    this.#several = true;
    const message = 'the annotations are of several projects; all of them come into one';
    yield repaired(file, undefined, 'several_projects', message);
  }
}
