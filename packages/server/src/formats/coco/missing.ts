import { streamJson, type JsonElement } from '../json/stream.ts';
import type { ImportRecord, ImportSource } from '../model.ts';
import { Places } from '../places.ts';
import { repaired } from '../problems.ts';
import { isObject } from '../text.ts';
import { idOf, rowOf } from './ids.ts';

/**
 * The images of one COCO file that are kept without their files. A file whose images are all elsewhere says so once;
 * where some are there, each missing one is named. Keeps a bit per image until one is found.
 */
export class MissingImages {
  readonly #file: string;
  #someFound = false;
  /** Places in `images`, of those that were missed before one was found. */
  readonly #withheld = new Places();

  constructor(file: string) {
    this.#file = file;
  }

  found(): void {
    this.#someFound = true;
  }

  /** Names the image, unless no image at all has been found so far. */
  *missing(element: JsonElement, name: string): Generator<ImportRecord> {
    if (this.#someFound) yield this.#problem(element, name);
    else this.#withheld.add(element.index);
  }

  /** What was withheld; when it has to be named after all, the file is walked again up to there. */
  async *rest(source: ImportSource): AsyncGenerator<ImportRecord> {
    const count = this.#withheld.size;
    if (count === 0) return;
    if (!this.#someFound && count > 1) {
      const message = `none of the ${count} images is here; kept without them`;
      return yield repaired(this.#file, undefined, 'image_missing', message);
    }
    let named = 0;
    for await (const { elements } of streamJson(source.read(this.#file), ['images'], this.#file)) {
      for (const element of elements) {
        if (!this.#withheld.has(element.index)) continue;
        const { value } = element;
        const name = isObject(value) ? value.file_name : undefined;
        yield this.#problem(element, typeof name === 'string' ? name : '');
        named += 1;
        if (named === count) return;
      }
    }
  }

  #problem(element: JsonElement, name: string): ImportRecord {
    const { value } = element;
    const id = isObject(value) ? value.id : undefined;
    const row = typeof id === 'number' ? id : (idOf(id) ?? rowOf(element));
    return repaired(
      this.#file,
      row,
      'image_missing',
      `there is no ${name}; kept without its image`,
    );
  }
}
