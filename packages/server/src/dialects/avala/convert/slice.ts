import type { Slice, SliceSource } from '../../../catalog/slices/row.ts';

/** `featured`: thumbnails of the first items; empty in lists, where they would cost a query per slice. */
export function toSlice(row: Slice, featured: string[] = []) {
  const sources = row.sources.map(toSubSlice);
  return {
    uid: row.uid,
    name: row.name,
    slug: row.slug,
    description: row.description,
    item_count: row.item_count,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    owner_name: row.owner_name,
    organization: row.organization,
    visibility: row.visibility,
    status: row.status,
    sub_slices: sources,
    source_data: sources,
    featured_slice_item_urls: featured,
    item_count_pending: row.item_count_pending,
    mode: row.mode,
    filter_query_string: row.filter_query_string,
    dataset: row.datasets.length === 1 ? (row.datasets[0] ?? null) : null,
    random_selection_count: row.random_selection_count,
    pinned_at: row.pinned_at?.toISOString() ?? null,
  };
}

function toSubSlice(source: SliceSource): Record<string, unknown> {
  return { ...source };
}
