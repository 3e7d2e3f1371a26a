import { folderOf, join, nameOf } from '../files/paths.ts';
import { splitOf } from '../split.ts';
import type { JsonElement } from '../json/stream.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import type { ImportRecord, ItemRecord } from '../model.ts';
import { refused } from '../problems.ts';
import { Seen } from '../seen.ts';
import { isObject } from '../text.ts';
import { idOf, rowOf } from './ids.ts';
import { KnownIds } from './known-ids.ts';
import type { FoundImage, ImageLookup } from './lookup.ts';
import { imageMetadata } from './metadata.ts';
import type { MissingImages } from './missing.ts';

/**
 * The images of all COCO files of one import. With one file it keeps 11 to 21 bytes per image; with several also the
 * paths, as the same image may be described by more than one of them and is one item all the same.
 */
export class Images {
  /** By file, as `#files`. */
  readonly #known: KnownIds[] = [];
  readonly #keys = new Seen();
  readonly #files: string[] = [];
  readonly #shared: Map<string, string> | undefined;
  readonly #aliases = new Map<string, string>();
  readonly #stripped: string | undefined;

  /**
   * `folders`: where the images of each file lie. When they differ, keys begin with the folder, without what all
   * folders have in common; else a key is the file name.
   */
  constructor(fileCount: number, folders: readonly string[]) {
    if (fileCount > 1) this.#shared = new Map();
    if (new Set(folders).size > 1) this.#stripped = commonFolder(folders);
  }

  /** The item of an image id of `file`; undefined when that image is not there or was refused. */
  resolve(file: string, id: string): string | undefined {
    const at = this.#at(file);
    const ref = `${at}:${id}`;
    return this.#aliases.get(ref) ?? (this.#known[at]?.has(id) ? ref : undefined);
  }

  /** Takes one element of `images`: gives its problems, and the item unless it is refused or known already. */
  async *add(
    file: string,
    element: JsonElement,
    lookup: ImageLookup,
    missing: MissingImages,
  ): AsyncGenerator<ImportRecord> {
    const { value, fault } = element;
    if (fault) return yield refused(file, rowOf(element), fault.code, fault.message);
    if (!isObject(value)) return yield refused(file, rowOf(element), 'not_an_object', 'no image');
    const id = idOf(value.id);
    if (id === undefined) {
      return yield refused(file, rowOf(element), 'bad_id', 'the image has no usable id');
    }
    const row = typeof value.id === 'number' ? value.id : id;
    const ref = this.#ref(file, id);
    if (this.resolve(file, id) !== undefined) {
      return yield refused(file, row, 'duplicate_image_id', `image ${id} is there already`);
    }
    const name = itemKey(typeof value.file_name === 'string' ? value.file_name : '');
    if (name.key === undefined) {
      return yield refused(file, row, name.problem, keyProblemText[name.problem]);
    }
    const found = await lookup.find(name.key);
    // Without a file only the id can tell one `0001.jpg` from another.
    const identity = found?.path ?? `${id} ${name.key}`;
    const same = this.#shared?.get(identity);
    if (same !== undefined && !same.startsWith(this.#ref(file, ''))) {
      this.#aliases.set(ref, same);
      return;
    }
    const item = describe(file, row, value, {
      ref,
      key: this.#ownKey(value) ?? this.#key(name.key, found),
      found,
    });
    if (!found && item.width === undefined) {
      return yield refused(
        file,
        row,
        'image_missing',
        `there is no ${name.key} and its size is not stated`,
      );
    }
    if (!this.#keys.add(item.key)) {
      return yield refused(file, row, 'duplicate_file_name', `${item.key} is there already`);
    }
    if (found) missing.found();
    else yield* missing.missing(element, name.key);
    (this.#known[this.#at(file)] ??= new KnownIds()).add(id);
    this.#shared?.set(identity, ref);
    yield { kind: 'item', item };
  }

  /** Unique over all files. */
  #ref(file: string, id: string): string {
    return `${this.#at(file)}:${id}`;
  }

  #at(file: string): number {
    const at = this.#files.indexOf(file);
    return at < 0 ? this.#files.push(file) - 1 : at;
  }

  /** Sheaf's own exports say which key an item had, where its file had to be called otherwise. */
  #ownKey({ sheaf_key: stated }: Record<string, unknown>): string | undefined {
    const { key } = itemKey(typeof stated === 'string' ? stated : '');
    return key !== undefined && !this.#keys.has(key) ? key : undefined;
  }

  #key(name: string, found: FoundImage | undefined): string {
    if (this.#stripped === undefined || !found) return name;
    const inside = join(this.#stripped, '');
    return this.#stripped !== '' && found.path.startsWith(inside)
      ? found.path.slice(inside.length)
      : found.path;
  }
}

function describe(
  file: string,
  row: number | string,
  value: Record<string, unknown>,
  place: { ref: string; key: string; found: FoundImage | undefined },
): ItemRecord {
  const split = splitOf(nameOf(file)) ?? splitOf(nameOf(folderOf(file)));
  const metadata = imageMetadata(value);
  const sized = isLength(value.width) && isLength(value.height);
  return {
    ref: place.ref,
    key: place.key,
    ...(place.found ? { path: place.found.path } : {}),
    ...(sized ? { width: Number(value.width), height: Number(value.height) } : {}),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
    ...(split === undefined ? {} : { split }),
    // `image_info_test2017.json` lists images whose annotations are kept secret.
    labelled: !nameOf(file).startsWith('image_info'),
    origin: { file, row },
  };
}

const isLength = (value: unknown) => Number.isSafeInteger(value) && Number(value) > 0;

/** The deepest folder that holds all of `folders`. */
function commonFolder(folders: readonly string[]): string {
  const [first = [], ...others] = folders.map((folder) => folder.split('/'));
  const differs = first.findIndex((name, i) => others.some((other) => other[i] !== name));
  return first.slice(0, differs < 0 ? first.length : differs).join('/');
}
