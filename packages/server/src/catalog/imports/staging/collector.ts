import { copyLine } from '../../../db/copy.ts';
import { newUid } from '../../../db/ids.ts';
import type { AnnotationRecord, ItemRecord, LabelSpec, Problem } from '../../../formats/model.ts';
import type { ImportFormatName } from '../model.ts';
import { cleanText, isShallow, storableJson, storableRef } from '../text.ts';
import { stagedAnnotation } from './annotation.ts';
import type { Piece, ReadOrder } from './piece.ts';

/** Characters of a piece: large enough for COPY to pay, small enough that some of them at a time are nothing. */
const PIECE_CHARACTERS = 1024 * 1024;
/** A problem costs more than its message. */
const PROBLEM_CHARACTERS = 200;
/** A taxonomy beyond this is a mistake, such as a name per object, and would not fit into memory either. */
const MAX_LABELS = 50_000;

const encoder = new TextEncoder();

interface Collected {
  /** Lines of COPY. */
  items: string[];
  annotations: string[];
  problems: Problem[];
  labels: LabelSpec[];
  labelled: boolean;
  frames: boolean;
  progress: Piece['progress'];
}

const nothing = (): Collected => ({
  items: [],
  annotations: [],
  problems: [],
  labels: [],
  labelled: false,
  frames: false,
  progress: undefined,
});

/** Turns what a reader yields into pieces for the staging tables. */
export class Collector {
  readonly #order: ReadOrder;
  readonly #labels = new Set<string>();
  #collected = nothing();
  #characters = 0;
  #itemOrdinal = 0;
  #annotationOrdinal = 0;

  constructor(order: ReadOrder) {
    this.#order = order;
  }

  /** True when `take` should be called before more comes. */
  get full(): boolean {
    return this.#characters > PIECE_CHARACTERS;
  }

  /** What came since the last call. */
  take(format: ImportFormatName): Piece {
    const { items, annotations, ...rest } = this.#collected;
    this.#collected = nothing();
    this.#characters = 0;
    return {
      format,
      itemCount: items.length,
      items: encoder.encode(items.join('')),
      annotations: encoder.encode(annotations.join('')),
      ...rest,
    };
  }

  item(item: ItemRecord): void {
    const { ref, key, metadata, ...rest } = item;
    const kept = metadata === undefined || isShallow(metadata);
    if (!kept) this.#tooDeep(item.origin, `metadata of ${key}`);
    const record = storableJson({ ...rest, ...(metadata && kept ? { metadata } : {}) });
    this.#itemOrdinal += 1;
    const { datasetUid, importUid } = this.#order;
    const place = [datasetUid, importUid, this.#itemOrdinal, storableRef(ref), cleanText(key)];
    this.#keep(this.#collected.items, copyLine([...place, record, newUid()]));
    this.#collected.labelled ||= item.labelled;
    this.#collected.frames ||= item.frame !== undefined;
  }

  annotation(itemRef: string, annotation: AnnotationRecord): void {
    const { attributes, ...rest } = annotation;
    const kept = attributes === undefined || isShallow(attributes);
    if (!kept) this.#tooDeep(annotation.origin, 'attributes');
    this.label({ name: annotation.label });
    const { size, values } = stagedAnnotation(kept ? annotation : rest);
    this.#annotationOrdinal += 1;
    const { datasetUid, importUid } = this.#order;
    const place = [datasetUid, importUid, storableRef(itemRef), this.#annotationOrdinal];
    this.#keep(this.#collected.annotations, copyLine([...place, size, ...values]));
  }

  /** The first of a name counts. Throws when there are too many. */
  label(label: LabelSpec): void {
    const name = cleanText(label.name);
    if (this.#labels.has(name)) return;
    this.#labels.add(name);
    if (this.#labels.size > MAX_LABELS) throw new Error(`More than ${MAX_LABELS} labels.`);
    this.#collected.labels.push({ ...label, name });
  }

  problem(problem: Problem): void {
    this.#collected.problems.push(problem);
    this.#characters += problem.message.length + PROBLEM_CHARACTERS;
  }

  progress(progress: NonNullable<Piece['progress']>): void {
    this.#collected.progress = progress;
  }

  #keep(lines: string[], line: string): void {
    lines.push(line);
    this.#characters += line.length;
  }

  #tooDeep(origin: ItemRecord['origin'], what: string): void {
    const message = `The ${what} is nested too deeply and was left out.`;
    this.problem({ ...origin, code: 'nested_too_deeply', message, action: 'repaired' });
  }
}
