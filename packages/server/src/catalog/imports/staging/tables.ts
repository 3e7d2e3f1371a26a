import { copyLine, copyLines } from '../../../db/copy.ts';
import type { Transaction } from '../../../db/database.ts';
import { newUid } from '../../../db/ids.ts';
import type { AnnotationRecord, ItemRecord, Problem } from '../../../formats/model.ts';
import type { Import, ImportCounts } from '../model.ts';
import { addProblems, countProblem } from '../problems.ts';
import { stagedAnnotation, stagedColumns } from './annotation.ts';
import { cleanText, isShallow, storableJson, storableRef } from '../text.ts';

/** Characters kept before they go to the database: large enough for COPY to pay, small enough to be nothing. */
const BUFFER_CHARACTERS = 2 * 1024 * 1024;
/** A problem costs more than its message. */
const PROBLEM_CHARACTERS = 200;

const ITEMS = 'import_items (dataset_uid, import_uid, ordinal, ref, key, record, item_uid)';
const ANNOTATIONS = `import_annotations (dataset_uid, import_uid, ref, ordinal, size, ${stagedColumns})`;

interface Collected {
  /** Lines of COPY. */
  items: string[];
  annotations: string[];
  problems: Problem[];
}

const nothing = (): Collected => ({ items: [], annotations: [], problems: [] });

/** Collects what a reader yields and copies it into the staging tables, in the caller's transaction. */
export class StagingTables {
  readonly #tx: Transaction;
  readonly #row: Import;
  readonly #counts: ImportCounts;
  #collected = nothing();
  #sending: Promise<void> = Promise.resolve();
  #buffered = 0;
  #itemOrdinal = 0;
  #annotationOrdinal = 0;
  #problemOrdinal = 0;

  constructor(tx: Transaction, row: Import, counts: ImportCounts) {
    this.#tx = tx;
    this.#row = row;
    this.#counts = counts;
  }

  get items(): number {
    return this.#itemOrdinal;
  }

  get annotations(): number {
    return this.#annotationOrdinal;
  }

  get problems(): number {
    return this.#problemOrdinal;
  }

  /** True when `flush` should be awaited before more comes. */
  get full(): boolean {
    return this.#buffered > BUFFER_CHARACTERS;
  }

  item(item: ItemRecord): void {
    const { ref, key, metadata, ...rest } = item;
    const kept = metadata === undefined || isShallow(metadata);
    if (!kept) this.#tooDeep(item.origin, `metadata of ${key}`);
    const record = storableJson({ ...rest, ...(metadata && kept ? { metadata } : {}) });
    this.#itemOrdinal += 1;
    const { dataset_uid, uid } = this.#row;
    const place = [dataset_uid, uid, this.#itemOrdinal, storableRef(ref), cleanText(key)];
    this.#keep(this.#collected.items, copyLine([...place, record, newUid()]));
  }

  annotation(itemRef: string, annotation: AnnotationRecord): void {
    const { attributes, ...rest } = annotation;
    const kept = attributes === undefined || isShallow(attributes);
    if (!kept) this.#tooDeep(annotation.origin, 'attributes');
    const { size, values } = stagedAnnotation(kept ? annotation : rest);
    this.#annotationOrdinal += 1;
    const { dataset_uid, uid } = this.#row;
    const place = [dataset_uid, uid, storableRef(itemRef), this.#annotationOrdinal];
    this.#keep(this.#collected.annotations, copyLine([...place, size, ...values]));
  }

  /** A problem of the source that concerns no item or annotation that was staged. */
  problem(problem: Problem): void {
    this.#counts.rows[problem.action] += 1;
    this.#add(problem);
  }

  /** Sends what was collected, once what was sent before has arrived; reading goes on meanwhile. */
  async flush(): Promise<void> {
    await this.#sending;
    const { problems } = this.#collected;
    const sent = this.#send(this.#collected, this.#problemOrdinal - problems.length + 1);
    this.#collected = nothing();
    this.#buffered = 0;
    this.#sending = sent;
    // Its error is thrown by the next flush, or by `arrived`.
    sent.catch(() => undefined);
  }

  /** Waits for what was sent last. */
  arrived(): Promise<void> {
    return this.#sending;
  }

  /** Ends once nothing is under way on the transaction's connection, whatever became of it. */
  async settled(): Promise<void> {
    await this.#sending.catch(() => undefined);
  }

  async #send({ items, annotations, problems }: Collected, firstProblem: number): Promise<void> {
    if (items.length > 0) await copyLines(this.#tx, ITEMS, items);
    if (annotations.length > 0) await copyLines(this.#tx, ANNOTATIONS, annotations);
    await addProblems(this.#tx, this.#row, firstProblem, problems);
  }

  #keep(lines: string[], line: string): void {
    lines.push(line);
    this.#buffered += line.length;
  }

  #tooDeep(origin: ItemRecord['origin'], what: string): void {
    const message = `The ${what} is nested too deeply and was left out.`;
    this.#counts.rows.repaired += 1;
    this.#add({ ...origin, code: 'nested_too_deeply', message, action: 'repaired' });
  }

  #add(problem: Problem): void {
    countProblem(this.#counts, problem.code);
    this.#collected.problems.push(problem);
    this.#problemOrdinal += 1;
    this.#buffered += problem.message.length + PROBLEM_CHARACTERS;
  }
}
