import { disambiguate } from '../entry.ts';
import { folderOf, join } from '../files/paths.ts';
import type { JsonElement } from '../json/stream.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import type { ImportRecord, ImportSource, ItemRecord, Split } from '../model.ts';
import { refused, repaired } from '../problems.ts';
import { Seen } from '../seen.ts';
import { cleanObject, isObject } from '../text.ts';

/** The items of all datasets of a document. Keeps 32 bytes per item. */
export class Items {
  readonly #source: ImportSource;
  readonly #file: string;
  readonly #labelled: Seen;
  readonly #uids = new Seen();
  readonly #keys = new Seen();

  /** `labelled`: the uids of the items on which a task is completed. */
  constructor(source: ImportSource, file: string, labelled: Seen) {
    this.#source = source;
    this.#file = file;
    this.#labelled = labelled;
  }

  /** What one element of a dataset's `items` says: its problems, and the item unless it is refused. */
  async *add({ value, fault, index }: JsonElement): AsyncGenerator<ImportRecord> {
    const place = `items[${index}]`;
    if (fault) return yield refused(this.#file, place, fault.code, fault.message);
    if (!isObject(value)) return yield refused(this.#file, place, 'not_an_object', 'no item');
    const { uid } = value;
    if (typeof uid !== 'string' || uid === '') {
      return yield refused(this.#file, place, 'bad_id', 'the item has no usable uid');
    }
    if (!this.#uids.add(uid)) {
      return yield refused(this.#file, uid, 'duplicate_image_id', `item ${uid} is there already`);
    }
    const name = itemKey(String(value.key ?? value.ref_id ?? ''));
    if (name.key === undefined) {
      return yield refused(this.#file, uid, name.problem, keyProblemText[name.problem]);
    }
    // Two datasets may have the same keys; one import has one dataset.
    const key = this.#keys.has(name.key) ? disambiguate(name.key, uid) : name.key;
    if (!this.#keys.add(key)) {
      return yield refused(this.#file, uid, 'duplicate_file_name', `${key} is there already`);
    }
    const path = await this.#path(value.file);
    if (typeof value.file === 'string' && path === undefined) {
      const message = `there is no ${value.file}; kept without its image`;
      yield repaired(this.#file, uid, 'image_missing', message);
    }
    yield { kind: 'item', item: this.#item(uid, key, path, value) };
  }

  async #path(file: unknown): Promise<string | undefined> {
    const { key } = itemKey(typeof file === 'string' ? file : '');
    if (key === undefined) return undefined;
    return (await this.#source.stat(join(folderOf(this.#file), key)))?.path;
  }

  #item(
    uid: string,
    key: string,
    path: string | undefined,
    { width, height, metadata, split }: Record<string, unknown>,
  ): ItemRecord {
    return {
      ref: uid,
      key,
      ...(path === undefined ? {} : { path }),
      ...(isLength(width) && isLength(height) ? { width, height } : {}),
      ...(isObject(metadata) && Object.keys(metadata).length > 0
        ? { metadata: cleanObject(metadata) }
        : {}),
      ...(isSplit(split) ? { split } : {}),
      labelled: this.#labelled.has(uid),
      origin: { file: this.#file, row: uid },
    };
  }
}

const isLength = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) > 0;

const isSplit = (value: unknown): value is Split =>
  value === 'train' || value === 'val' || value === 'test';
