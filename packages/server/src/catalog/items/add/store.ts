import { createHash } from 'node:crypto';
import { newUid } from '../../../db/ids.ts';
import { itemKey, keyProblemText } from '../../../formats/keys.ts';
import { probeBytes } from '../../../media/probe.ts';
import { sniffContentType } from '../../../media/sniff.ts';
import type { ObjectStore } from '../../../store/store.ts';
import { mediaKey } from '../../imports/model.ts';
import type { AddProblem, ContentKind, NewItem, StoredItem } from './model.ts';

/** Checks what is given and puts its bytes into the store, under a uid that no row has yet. */
export async function storeItem(
  store: ObjectStore,
  datasetUid: string,
  at: number,
  given: NewItem,
): Promise<StoredItem | AddProblem> {
  const { key, problem } = itemKey(given.path);
  if (key === undefined) return { code: 'invalid', message: keyProblemText[problem] };
  const uid = newUid();
  const { content, kind = 'any' } = given;
  const none = { size: 0, sha256: null, contentType: null, width: null, height: null, media: null };
  if (!content) return { at, uid, key, given, ...none };
  const looked = await lookAt(content, kind);
  if ('code' in looked) return looked;
  const { width = null, height = null } = looked;
  const place = mediaKey(datasetUid, uid);
  await store.write(place, once(content));
  return {
    ...{ at, uid, key, given, width, height, size: content.length },
    sha256: createHash('sha256').update(content).digest(),
    contentType: looked.contentType ?? given.contentType ?? null,
    media: { store: place },
  };
}

interface Looked {
  contentType?: string | undefined;
  width?: number;
  height?: number;
}

async function lookAt(content: Buffer, kind: ContentKind): Promise<Looked | AddProblem> {
  if (content.length === 0) return { code: 'content', message: 'the content is empty' };
  const contentType = sniffContentType(content);
  if (kind !== 'any' && !contentType?.startsWith(`${kind}/`)) {
    return { code: 'content', message: `the content is no ${kind} of a known type` };
  }
  if (!contentType?.startsWith('image/')) return { contentType };
  const probe = await probeBytes(content);
  if (!('refused' in probe)) return probe;
  return kind === 'any' ? { contentType } : { code: 'content', message: probe.message };
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
