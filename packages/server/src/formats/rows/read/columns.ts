/** Other names that tools give to our columns, by our name. */
const aliases: Record<string, readonly string[]> = {
  file_name: [
    'filename',
    'file',
    'image',
    'image_path',
    'image_name',
    'path',
    'filepath',
    'file_path',
  ],
  label: ['class', 'class_name', 'category', 'category_name'],
  split: ['subset'],
  xmin: ['x_min', 'x1'],
  ymin: ['y_min', 'y1'],
  xmax: ['x_max', 'x2'],
  ymax: ['y_max', 'y2'],
};

/** Columns that have a meaning; all others are metadata of an item or attributes of an annotation. */
const known = new Set([
  ...['file_name', 'key', 'item_uid', 'dataset', 'ref_id', 'image_width', 'image_height', 'split'],
  ...['labelled', 'status', 'metadata', 'annotations', 'annotation_uid', 'project', 'project_uid'],
  ...['label', 'class_index', 'type', 'x', 'y', 'width', 'height', 'rotation', 'geometry'],
  ...['attributes', 'bbox', 'xmin', 'ymin', 'xmax', 'ymax', 'color', 'keypoints', 'skeleton'],
]);

export type Role = 'labels' | 'items' | 'annotations';

/** What a table's columns are for. Names count without regard to case, spaces as underscores. */
export class Columns {
  /** Undefined when neither an item nor a class is named: no table of ours. */
  readonly role: Role | undefined;
  /** Whether the table says of itself what it is: by `key` or `file_name`, or by an item and its class. */
  readonly isCertain: boolean;
  /** The table's own names of columns without a meaning. */
  readonly extra: readonly string[];
  /** By our name the table's own. */
  readonly #names = new Map<string, string>();

  constructor(names: readonly string[]) {
    const given = new Map(
      names.map((name) => [name.trim().toLowerCase().replaceAll(' ', '_'), name]),
    );
    for (const [name, own] of given) if (known.has(name)) this.#names.set(name, own);
    for (const [name, others] of Object.entries(aliases)) {
      const alias = others.find((other) => given.has(other));
      const own = alias === undefined ? undefined : given.get(alias);
      if (own !== undefined && !this.has(name)) this.#names.set(name, own);
    }
    if (this.has('xmin')) this.#sizesAreTheImages();
    const taken = new Set(this.#names.values());
    this.extra = names.filter((name) => name !== '' && !taken.has(name));
    const ofItem = this.has('key') || this.has('file_name');
    const ofClass = this.has('label');
    this.role = ofItem ? (ofClass ? 'annotations' : 'items') : ofClass ? 'labels' : undefined;
    this.isCertain = ofItem && (ofClass || given.has('key') || given.has('file_name'));
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** The value of our column `name`; undefined when there is none. */
  of(cells: Readonly<Record<string, unknown>>, name: string): unknown {
    const own = this.#names.get(name);
    return own === undefined ? undefined : (cells[own] ?? undefined);
  }

  /** Beside corners of a box, `width` and `height` are those of the image: TensorFlow's and Roboflow's tables. */
  #sizesAreTheImages(): void {
    for (const side of ['width', 'height']) {
      const own = this.#names.get(side);
      this.#names.delete(side);
      if (own !== undefined && !this.has(`image_${side}`)) this.#names.set(`image_${side}`, own);
    }
  }
}
