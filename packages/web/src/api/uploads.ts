import { queryOptions } from '@tanstack/react-query';
import { datasetHome } from './datasets.ts';
import { del, follow, get, post, segment, send } from './http.ts';
import type { CompleteUpload, CursorPage, Import, Upload, UploadFile } from './types.ts';

const home = (owner: string, slug: string): string => `${datasetHome(owner, slug)}/uploads/`;

/** The most that a page of files has. */
const PAGE = 1000;

/** The caller's open uploads into the dataset. */
export const openUploads = (owner: string, slug: string) =>
  queryOptions({
    queryKey: ['uploads', owner, slug],
    queryFn: ({ signal }) => get<CursorPage<Upload>>(home(owner, slug), undefined, signal),
    select: (page) => page.results.filter(({ status }) => status === 'open'),
  });

/** One upload of the dataset `owner/slug`. */
export class UploadClient {
  readonly #path: string;

  constructor(owner: string, slug: string, uid: string) {
    this.#path = `${home(owner, slug)}${segment(uid)}/`;
  }

  static async begin(owner: string, slug: string): Promise<Upload> {
    return post<Upload>(home(owner, slug));
  }

  /** Bytes that are there, by path. */
  async received(signal: AbortSignal): Promise<Map<string, number>> {
    const known = new Map<string, number>();
    let page = await get<CursorPage<UploadFile>>(`${this.#path}files/`, { limit: PAGE }, signal);
    for (;;) {
      for (const file of page.results) known.set(file.path, file.received);
      if (page.next === null) return known;
      page = await follow<CursorPage<UploadFile>>(page.next, signal);
    }
  }

  /** `part` are the bytes of the file of `size` bytes from `offset` on. */
  put(
    file: { path: string; size: number; offset: number },
    part: Blob,
    signal: AbortSignal,
  ): Promise<UploadFile> {
    return send<UploadFile>('PUT', `${this.#path}files/`, { query: file, body: part, signal });
  }

  complete(input: CompleteUpload): Promise<Import> {
    return post<Import>(`${this.#path}complete/`, input);
  }

  abort(): Promise<void> {
    return del(this.#path);
  }
}
