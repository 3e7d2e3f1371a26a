import { timeOfUid } from '../../../db/ids.ts';
import type { StoredAnnotation } from '../../annotations/model.ts';
import type { Context } from '../../context.ts';
import type { FoundItem, ItemSearch } from '../../items/search/model.ts';
import { meets } from '../../items/search/meets.ts';
import { identityOf } from './line.ts';
import { openSnapshot } from './open.ts';
import type { SnapshotHead, SnapshotItem } from './model.ts';
import { readLines } from './read.ts';

/** As it was published; how many bytes its media had is not held. */
export type PublishedItem = Omit<FoundItem, 'size_bytes'>;

export interface SnapshotPage {
  total: number;
  items: { item: PublishedItem; annotations: StoredAnnotation[] }[];
}

/**
 * A page of the items of a version, by the time when they were added. Lines before it are read and passed over; a search
 * reads all of them, twice. Conditions on teams are not met by anything.
 */
export async function snapshotPage(
  ctx: Context,
  versionUid: string,
  search: ItemSearch,
): Promise<SnapshotPage> {
  const { snapshot, head } = await openSnapshot(ctx, ctx.db, versionUid);
  const { page, limit, ascending, state, conditions } = search;
  const isSearch = state !== undefined || conditions.length > 0;
  const wanted = isSearch ? await wantedLines(ctx, snapshot, head, search) : undefined;
  const total = wanted ? wanted.size : head.items;
  const first = ascending ? page * limit : Math.max(0, total - (page + 1) * limit);
  const last = ascending ? first + limit : Math.max(0, total - page * limit);
  const items: SnapshotPage['items'] = [];
  if (first < Math.min(last, total)) {
    let at = 0;
    for await (const line of readLines(ctx.store, snapshot)) {
      if (wanted && !wanted.has(identityOf(line).uid)) continue;
      if (at >= first) items.push(published(JSON.parse(line) as SnapshotItem, head));
      at += 1;
      if (at >= last) break;
    }
  }
  return { total, items: ascending ? items : items.reverse() };
}

/** Uids of the items that are looked for. */
async function wantedLines(
  ctx: Context,
  snapshot: string,
  head: SnapshotHead,
  search: ItemSearch,
): Promise<Set<string>> {
  const wanted = new Set<string>();
  const parents = search.conditions.flatMap(({ parentUid }) => parentUid ?? []);
  const keys = new Map<string, string>();
  if (parents.length > 0) {
    for await (const line of readLines(ctx.store, snapshot)) {
      const { uid } = identityOf(line);
      if (parents.includes(uid)) keys.set(uid, (JSON.parse(line) as SnapshotItem).key);
    }
  }
  for await (const line of readLines(ctx.store, snapshot)) {
    const { item, annotations } = published(JSON.parse(line) as SnapshotItem, head);
    if (meets(item, annotations, search, (uid) => keys.get(uid))) wanted.add(item.uid);
  }
  return wanted;
}

function published(line: SnapshotItem, { projects }: SnapshotHead): SnapshotPage['items'][number] {
  const { uid, key, width, height, metadata, split, media, type } = line;
  const created_at = timeOfUid(uid);
  const annotations = line.results.flatMap(({ projectUid, annotations: all }) => {
    const { labels = [] } = projects.find((project) => project.uid === projectUid) ?? {};
    return all.map(({ label, author = null, createdAt, ...one }): StoredAnnotation => ({
      ...one,
      author,
      item_uid: uid,
      project_uid: projectUid,
      label: labels.find(({ classIndex }) => classIndex === label)?.name ?? '',
      state: 'confirmed',
      created_at: createdAt === undefined ? created_at : new Date(createdAt),
      updated_at: created_at,
    }));
  });
  const has_media = media !== null;
  const item = {
    uid,
    key,
    width,
    height,
    metadata,
    split,
    created_at,
    content_type: type,
    has_media,
  };
  return { item, annotations };
}
